export default {
  id: 'persimmon',
  name: 'Persimmon',
  note: 'Ripe after the first frost.',
  threads: ['#f0dcc0', '#d2622a', '#8e3a1c', '#e99a52', '#4d2416'],
  ground: '#471d0d',
};
