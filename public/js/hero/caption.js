import { find } from '../dom/find.js';
import { setText } from '../dom/set-text.js';
import { plural } from '../format/plural.js';
import { drawdown } from '../weave/drawdown.js';
import { longestFloat } from '../weave/longest-float.js';
import { repeat } from '../weave/repeat.js';

// The label sewn into the corner of the cloth.
export function startCaption() {
  const family = find('#caption-family');
  const name = find('#caption-name');
  const note = find('#caption-note');
  const facts = find('#caption-facts');
  return ({ draft }) => {
    const { ends, picks } = repeat(draft);
    setText(family, draft.family);
    setText(name, draft.name);
    setText(note, draft.note);
    setText(facts, [
      plural(draft.shafts, 'shaft'),
      plural(draft.treadles, 'treadle'),
      `repeat ${ends} × ${picks}`,
      `longest float ${longestFloat(drawdown(draft))}`,
    ].join(' · '));
  };
}
