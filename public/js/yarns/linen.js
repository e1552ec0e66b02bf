// Long, dry and cool, with a slub now and then.
export default {
  id: 'linen',
  name: 'Linen',
  fullness: 0.9,
  twist: 1,
  fuzz: 0.05,
  sheen: 0.18,
  slub: 0.5,
  crimp: 0.6,
};
