// Shafts or treadles as a weaver writes them: "1 2 3 4 3 2".
export const sequence = (text) => text.trim().split(/\s+/).map(Number);
