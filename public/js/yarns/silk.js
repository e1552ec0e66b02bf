// Reeled, not spun, and bright along its back.
export default {
  id: 'silk',
  name: 'Silk',
  fullness: 0.97,
  twist: 0,
  fuzz: 0.02,
  sheen: 0.5,
  slub: 0.08,
  crimp: 0.55,
};
