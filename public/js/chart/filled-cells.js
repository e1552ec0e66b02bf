// Draw every cell of a grid that is filled, with a hair of paper between them.
export function filledCells(context, { x, y, cell, columns, rows, isFilled }) {
  const gap = cell > 5 ? 1 : 0.5;
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (isFilled(column, row)) {
        context.fillRect(x + column * cell, y + row * cell, cell - gap, cell - gap);
      }
    }
  }
}
