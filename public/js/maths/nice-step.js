// A round step (1, 2 or 5 times a power of ten) that cuts a span into about `parts`.
export function niceStep(span, parts) {
  const rough = span / Math.max(1, parts);
  const power = 10 ** Math.floor(Math.log10(rough));
  const factor = [1, 2, 5, 10].find((f) => f * power >= rough);
  return factor * power;
}
