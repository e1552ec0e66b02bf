// Springy, so that it swells between the bindings.
export default {
  id: 'wool',
  name: 'Wool',
  fullness: 1,
  twist: 1,
  fuzz: 0.16,
  sheen: 0.03,
  slub: 0.4,
  crimp: 0.9,
};
