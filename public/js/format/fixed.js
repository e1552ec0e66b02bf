// Three figures are enough to read: 1.24, 12.4, 124.
export function fixed(value) {
  if (value >= 100) return value.toFixed(0);
  if (value >= 10) return value.toFixed(1);
  return value.toFixed(2);
}
