export default {
  id: 'fog',
  name: 'Fog',
  note: 'You hear the cattle before you see them.',
  threads: ['#c9ccca', '#9aa2a3', '#6f797c', '#e8e8e3', '#4f585c'],
  ground: '#484f52',
};
