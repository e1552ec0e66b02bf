export default {
  id: 'silk-road',
  name: 'Silk road',
  note: 'What came back on the camels.',
  threads: ['#a8283a', '#e2b552', '#1f5a6b', '#5b1a3a', '#f1dfb8'],
  ground: '#340c18',
};
