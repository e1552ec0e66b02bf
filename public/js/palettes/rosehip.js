export default {
  id: 'rosehip',
  name: 'Rosehip',
  note: 'A hedge in October.',
  threads: ['#f1e0d3', '#b8323a', '#e0846f', '#64202a', '#6d7a45'],
  ground: '#4a141c',
};
