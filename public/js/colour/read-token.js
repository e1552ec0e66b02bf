// A colour token of the style sheets, as the present scheme has it.
export const readToken = (name, element = document.documentElement) =>
  getComputedStyle(element).getPropertyValue(name).trim();
