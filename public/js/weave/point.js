import { reversed } from './reversed.js';
import { straight } from './straight.js';

// The pointed draw: up to n and back, neither point doubled.
export const point = (count) => [...straight(count), ...reversed(straight(count)).slice(1, -1)];
