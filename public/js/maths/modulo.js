// The remainder that stays positive: a cloth repeats to the left as well.
export const modulo = (value, size) => ((value % size) + size) % size;
