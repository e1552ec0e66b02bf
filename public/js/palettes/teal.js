export default {
  id: 'teal',
  name: 'Teal',
  note: 'The duck, not the paint.',
  threads: ['#1f5257', '#d8d3bd', '#3f8582', '#12302f', '#c98a4b'],
  ground: '#0c2022',
};
