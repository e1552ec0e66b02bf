export function find(selector, within = document) {
  const node = within.querySelector(selector);
  if (!node) throw new Error(`The page has no ${selector}`);
  return node;
}

export const findAll = (selector, within = document) => [...within.querySelectorAll(selector)];
