const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

export const number = (value) => grouped.format(value);
