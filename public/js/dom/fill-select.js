import { element } from './element.js';

const option = ({ id, name }) => element('option', { value: id, text: name });

export const fillSelect = (select, items) => select.append(...items.map(option));

export const fillGroupedSelect = (select, groups) =>
  select.append(
    ...groups.map(({ name, items }) => element('optgroup', { label: name }, ...items.map(option))),
  );
