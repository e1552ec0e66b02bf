export const size = (width, height) => ({ width, height });

export const sameSize = (a, b) => a.width === b.width && a.height === b.height;
