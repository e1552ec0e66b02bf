// Even and matt; it takes any colour.
export default {
  id: 'cotton',
  name: 'Cotton',
  fullness: 0.92,
  twist: 2,
  fuzz: 0.06,
  sheen: 0.08,
  slub: 0.25,
  crimp: 0.7,
};
