// The colour of the nth thread of an order.
export const threadAt = (order, n) => order[n % order.length];
