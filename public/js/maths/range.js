export const range = (count, from = 0) => Array.from({ length: count }, (_, i) => from + i);
