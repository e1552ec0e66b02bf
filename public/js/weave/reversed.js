export const reversed = (threads) => [...threads].reverse();
