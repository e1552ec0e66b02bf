export default {
  id: 'rowan',
  name: 'Rowan',
  note: 'Berries among the leaves.',
  threads: ['#7e2b26', '#2f4a38', '#1d2d43', '#d9a441', '#e8dfc8'],
  ground: '#150f10',
};
