// element('p', { class: 'note', text: 'Over two, under two.' }, ...children)
export function element(name, { text, ...attributes } = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(key, '');
    else if (value !== false && value != null) node.setAttribute(key, value);
  }
  if (text != null) node.textContent = text;
  node.append(...children);
  return node;
}
