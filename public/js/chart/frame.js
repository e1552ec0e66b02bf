// The faint squared paper behind a part of the draft.
export function frame(context, { x, y, cell, columns, rows }) {
  context.beginPath();
  for (let column = 0; column <= columns; column += 1) {
    context.moveTo(x + column * cell - 0.5, y);
    context.lineTo(x + column * cell - 0.5, y + rows * cell);
  }
  for (let row = 0; row <= rows; row += 1) {
    context.moveTo(x, y + row * cell - 0.5);
    context.lineTo(x + columns * cell, y + row * cell - 0.5);
  }
  context.stroke();
}
