export default {
  id: 'madder',
  name: 'Madder',
  note: 'Roots, three years in the ground.',
  threads: ['#efe2cc', '#a63d2f', '#c9714c', '#6a2219', '#e3a878'],
  ground: '#461a12',
};
