export default {
  id: 'cochineal',
  name: 'Cochineal',
  note: 'A great many small insects.',
  threads: ['#f3e6e0', '#a11d48', '#d4607f', '#5c102b', '#e8b3ae'],
  ground: '#480c22',
};
