// After each pattern pick a binding pick, left and right foot in turn.
export const withTabby = (treadles, [left, right]) =>
  treadles.flatMap((treadle, i) => [treadle, i % 2 === 0 ? left : right]);
