// How many steps it takes to cover a length, the last one cut by the edge.
export const fitCount = (length, step) => Math.max(1, Math.ceil(length / step));
