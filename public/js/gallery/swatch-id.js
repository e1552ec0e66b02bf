export const swatchId = (link) => new URLSearchParams(link.hash.slice(1)).get('weave');
