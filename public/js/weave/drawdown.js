import { modulo } from '../maths/modulo.js';

// Which thread is on top at each crossing: true where the warp is.
export function drawdown({ threading, tieUp, treadling }) {
  const columns = threading.length;
  const rows = treadling.length;
  const cells = new Uint8Array(columns * rows);
  for (let row = 0; row < rows; row += 1) {
    const lifted = new Set(tieUp[treadling[row] - 1]);
    for (let column = 0; column < columns; column += 1) {
      cells[row * columns + column] = lifted.has(threading[column]) ? 1 : 0;
    }
  }
  return {
    columns,
    rows,
    warpUp: (end, pick) => cells[modulo(pick, rows) * columns + modulo(end, columns)] === 1,
  };
}
