export default {
  id: 'lapwing',
  name: 'Lapwing',
  note: 'Green sheen, white belly, rust beneath.',
  threads: ['#25352f', '#ebe6d8', '#4f7261', '#a9602f', '#96a399'],
  ground: '#111a17',
};
