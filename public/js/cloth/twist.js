// The spun fibres run round the yarn; whole turns meet from crossing to crossing.
export const twist = (s, u, turns) =>
  (turns === 0 ? 0 : Math.sin(2 * Math.PI * (s * turns + u * 0.42)));
