import { modulo } from '../maths/modulo.js';

export const treadlingPart = ({ treadling }) => (column, row) =>
  treadling[modulo(row, treadling.length)] === column + 1;
