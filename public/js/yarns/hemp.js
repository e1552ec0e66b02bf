// Rope’s better-dressed sister.
export default {
  id: 'hemp',
  name: 'Hemp',
  fullness: 0.84,
  twist: 2,
  fuzz: 0.1,
  sheen: 0.1,
  slub: 0.7,
  crimp: 0.7,
};
