// Cotton that has been taught to shine.
export default {
  id: 'mercerised',
  name: 'Mercerised cotton',
  fullness: 0.94,
  twist: 2,
  fuzz: 0.03,
  sheen: 0.34,
  slub: 0.1,
  crimp: 0.6,
};
