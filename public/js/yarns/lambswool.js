// Barely spun: more air than thread.
export default {
  id: 'lambswool',
  name: 'Lambswool',
  fullness: 1.04,
  twist: 1,
  fuzz: 0.24,
  sheen: 0,
  slub: 0.5,
  crimp: 0.8,
};
