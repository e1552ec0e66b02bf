import { palettes } from '../palettes/index.js';
import { findAll } from '../dom/find.js';
import { radioChip } from '../dom/radio-chip.js';
import { paletteFace } from './palette-face.js';

export function startPaletteRow(box, store) {
  box.append(...palettes.map((palette) => radioChip({
    group: 'palette',
    value: palette.id,
    label: `${palette.name}. ${palette.note}`,
    face: paletteFace(palette),
  })));
  box.addEventListener('change', (event) => store.set({ palette: event.target.value }));
  return (id) => {
    for (const input of findAll('input', box)) input.checked = input.value === id;
  };
}
