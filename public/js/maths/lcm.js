import { gcd } from './gcd.js';

export const lcm = (a, b) => (a / gcd(a, b)) * b;
