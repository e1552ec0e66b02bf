// sRGB is a curve; light adds up in straight lines.
export const toLinear = (part) => {
  const p = part / 255;
  return p <= 0.04045 ? p / 12.92 : ((p + 0.055) / 1.055) ** 2.4;
};

export const fromLinear = (light) =>
  255 * (light <= 0.0031308 ? light * 12.92 : 1.055 * light ** (1 / 2.4) - 0.055);
