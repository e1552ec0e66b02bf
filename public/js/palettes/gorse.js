export default {
  id: 'gorse',
  name: 'Gorse',
  note: 'Yellow on a dark hill.',
  threads: ['#3d4a34', '#e3b62f', '#f2d878', '#7c8a4a', '#20281b'],
  ground: '#1a2014',
};
