// For shields and lampshades.
export default {
  id: 'wire',
  name: 'Copper wire',
  fullness: 0.66,
  twist: 0,
  fuzz: 0,
  sheen: 0.9,
  slub: 0.02,
  crimp: 0.9,
};
