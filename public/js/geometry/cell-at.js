// The cell of a square grid that a point lies in.
export const cellAt = (x, y, step) => ({
  column: Math.floor(x / step),
  row: Math.floor(y / step),
});
