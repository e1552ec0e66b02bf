export default {
  id: 'ink',
  name: 'Ink',
  note: 'Black and paper.',
  threads: ['#22211f', '#efe9dc', '#77716a', '#b03a2e', '#cfc7b6'],
  ground: '#0e0d0c',
};
