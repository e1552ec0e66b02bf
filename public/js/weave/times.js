import { range } from '../maths/range.js';

export const times = (threads, count) => range(count).flatMap(() => threads);
