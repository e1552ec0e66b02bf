import { modulo } from '../maths/modulo.js';

// Shaft 1 is nearest the cloth, as on the loom.
export const threadingPart = ({ threading, shafts }) => (column, row) =>
  threading[modulo(column, threading.length)] === shafts - row;
