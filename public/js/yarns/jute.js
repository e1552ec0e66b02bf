// Coarse, golden, and open enough to see through.
export default {
  id: 'jute',
  name: 'Jute',
  fullness: 0.72,
  twist: 1,
  fuzz: 0.14,
  sheen: 0.06,
  slub: 0.8,
  crimp: 0.6,
};
