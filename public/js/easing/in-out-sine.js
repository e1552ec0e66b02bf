export const inOutSine = (t) => (1 - Math.cos(Math.PI * t)) / 2;
