export default {
  id: 'heather',
  name: 'Heather',
  note: 'A moor in August.',
  threads: ['#6f5673', '#cdb9c4', '#98779a', '#433047', '#7f8a5a'],
  ground: '#281b2b',
};
