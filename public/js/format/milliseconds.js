import { fixed } from './fixed.js';

export function milliseconds(value) {
  if (value < 1000) return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
  return `${fixed(value / 1000)} s`;
}
