export const percent = (part, whole) => (whole > 0 ? `${Math.round((part / whole) * 100)}\u00a0%` : '–');
