export default {
  id: 'chalk',
  name: 'Chalk',
  note: 'White on white, for the structure alone.',
  threads: ['#f4f1ea', '#e2dcd0', '#cfc7b8', '#a89f8f', '#ffffff'],
  ground: '#8d8373',
};
