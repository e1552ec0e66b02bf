export default {
  id: 'lichen',
  name: 'Lichen',
  note: 'It grows a hand in a lifetime.',
  threads: ['#7e8a6c', '#e3e2c8', '#b5b47a', '#515b49', '#d0a54a'],
  ground: '#2f362a',
};
