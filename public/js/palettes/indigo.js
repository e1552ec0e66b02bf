export default {
  id: 'indigo',
  name: 'Indigo',
  note: 'Three dips and one dip.',
  threads: ['#24385f', '#dfe3e2', '#5877a3', '#141f38', '#a9bcd0'],
  ground: '#0f1830',
};
