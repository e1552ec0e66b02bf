// Writing the same text again would wake screen readers for nothing.
export function setText(node, text) {
  if (node.textContent !== text) node.textContent = text;
}
