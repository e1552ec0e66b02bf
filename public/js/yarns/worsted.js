// Combed before it was spun: smooth and round.
export default {
  id: 'worsted',
  name: 'Worsted',
  fullness: 0.94,
  twist: 3,
  fuzz: 0.05,
  sheen: 0.14,
  slub: 0.15,
  crimp: 0.8,
};
