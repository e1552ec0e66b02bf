// A yarn is round: how much of it faces the viewer at u, from -1 to 1 across it.
export const facing = (u) => Math.sqrt(Math.max(0, 1 - u * u));
