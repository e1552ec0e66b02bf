export default {
  id: 'dawn',
  name: 'Dawn',
  note: 'Four minutes of it.',
  threads: ['#f3d9cb', '#d98c86', '#8d7ba8', '#f2b872', '#5c5a86'],
  ground: '#5e4250',
};
