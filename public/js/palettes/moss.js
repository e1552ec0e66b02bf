export default {
  id: 'moss',
  name: 'Moss',
  note: 'North side of the wall.',
  threads: ['#4f5f36', '#b9b87c', '#8a9150', '#2d3820', '#e3e1bd'],
  ground: '#1d2414',
};
