export const outCubic = (t) => 1 - (1 - t) ** 3;
