export default {
  id: 'rust',
  name: 'Rust',
  note: 'The gate nobody paints.',
  threads: ['#3f3a36', '#b5562a', '#dd9355', '#e6d5bd', '#7a3418'],
  ground: '#1c1512',
};
