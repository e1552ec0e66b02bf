import { find, findAll } from '../dom/find.js';
import { radioChip } from '../dom/radio-chip.js';
import { setText } from '../dom/set-text.js';
import { number } from '../format/number.js';
import { kindOf, kinds } from '../timing/kind.js';

const choices = [{ id: 'all', name: 'All' }, ...kinds];

// Choose a kind of request; the style sheet hides the other rows.
export function startFilter(box, table) {
  box.append(...choices.map(({ id, name }) =>
    radioChip({ group: 'kind', value: id, label: name, checked: id === 'all' })));
  box.addEventListener('change', (event) => {
    table.dataset.only = event.target.value;
  });
  const chips = new Map(findAll('.chip', box).map((chip) => [find('input', chip).value, chip]));
  return (entries) => {
    for (const { id, name } of choices) {
      const count = id === 'all' ? entries.length : entries.filter((entry) => kindOf(entry).id === id).length;
      chips.get(id).hidden = count === 0;
      setText(find('.chip-text', chips.get(id)), `${name} ${number(count)}`);
    }
  };
}
