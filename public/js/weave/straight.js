import { range } from '../maths/range.js';

// The straight draw: 1, 2, 3 … n, and again.
export const straight = (count) => range(count, 1);
