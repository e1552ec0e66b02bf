export default {
  id: 'flax',
  name: 'Flax',
  note: 'Unbleached linen, with a blue border.',
  threads: ['#e6d9bd', '#b39b6d', '#3f5f82', '#8f4a3a', '#f4eddc'],
  ground: '#4a3f2a',
};
