export default {
  id: 'woad',
  name: 'Woad',
  note: 'The blue of this side of the sea.',
  threads: ['#e9e5d6', '#4a6b94', '#8aa5c0', '#2a405f', '#c7cfcf'],
  ground: '#263650',
};
