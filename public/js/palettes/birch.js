export default {
  id: 'birch',
  name: 'Birch',
  note: 'Bark, twig and first leaf.',
  threads: ['#ece8df', '#3e3a36', '#8f8a80', '#8aa05a', '#c9c2b5'],
  ground: '#2a2724',
};
