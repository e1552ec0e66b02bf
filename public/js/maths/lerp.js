export const lerp = (from, to, t) => from + (to - from) * t;
