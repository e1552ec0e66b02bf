import { element } from './element.js';

// A radio button with a drawn face: the keyboard comes for free.
export function radioChip({ group, value, label, face, checked }) {
  const input = element('input', { type: 'radio', name: group, value, checked });
  input.checked = Boolean(checked);
  return element('label', { class: 'chip', title: label },
    input,
    ...(face ? [face, element('span', { class: 'visually-hidden', text: label })]
      : [element('span', { class: 'chip-text', text: label })]));
}
