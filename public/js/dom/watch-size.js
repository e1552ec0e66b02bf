import { sameSize, size } from '../geometry/size.js';

// Tell when the box of an element changes, not each time the browser looks.
export function watchSize(node, changed) {
  let last = size(node.clientWidth, node.clientHeight);
  const observer = new ResizeObserver(() => {
    const now = size(node.clientWidth, node.clientHeight);
    if (sameSize(now, last)) return;
    last = now;
    changed(now);
  });
  observer.observe(node);
}
