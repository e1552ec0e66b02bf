export default {
  id: 'dusk',
  name: 'Dusk',
  note: 'After the lamps are lit.',
  threads: ['#3d3a5c', '#c98f8a', '#7a6690', '#22203a', '#ecc9b0'],
  ground: '#16142a',
};
