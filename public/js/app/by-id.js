export const byId = (items, id) => items.find((item) => item.id === id);
