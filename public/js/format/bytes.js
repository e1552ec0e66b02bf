import { fixed } from './fixed.js';

export function bytes(count) {
  if (count < 1000) return `${count} B`;
  if (count < 1e6) return `${fixed(count / 1e3)} kB`;
  return `${fixed(count / 1e6)} MB`;
}
