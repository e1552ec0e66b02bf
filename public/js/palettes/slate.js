export default {
  id: 'slate',
  name: 'Slate',
  note: 'Roofs in the rain.',
  threads: ['#4a5560', '#c9ced0', '#7b8892', '#262d34', '#a8553f'],
  ground: '#191e23',
};
