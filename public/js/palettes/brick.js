export default {
  id: 'brick',
  name: 'Brick',
  note: 'Fired clay and lime.',
  threads: ['#9e4a34', '#e8cdb0', '#c97b55', '#5e2a20', '#f3e6d4'],
  ground: '#3a1a12',
};
