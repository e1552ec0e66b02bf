export default {
  id: 'peat',
  name: 'Peat',
  note: 'Cut, stacked, not yet dry.',
  threads: ['#3b2c22', '#cbb598', '#70543e', '#1e1611', '#a07f55'],
  ground: '#140e0a',
};
