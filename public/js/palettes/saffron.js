export default {
  id: 'saffron',
  name: 'Saffron',
  note: 'Three threads a flower.',
  threads: ['#f3e2b3', '#d98a12', '#a5520c', '#efbd4d', '#5d3410'],
  ground: '#5a3008',
};
