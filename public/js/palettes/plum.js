export default {
  id: 'plum',
  name: 'Plum',
  note: 'With the bloom still on.',
  threads: ['#4b2747', '#d7a9bd', '#83497a', '#2b1429', '#e9d3cf'],
  ground: '#1c0c1b',
};
