export default {
  id: 'walnut',
  name: 'Walnut',
  note: 'Brown from green husks.',
  threads: ['#6b4a33', '#d9bf98', '#9c6b3f', '#3c291c', '#efe0c4'],
  ground: '#24170e',
};
