export default {
  id: 'barley',
  name: 'Barley',
  note: 'A field in the last week of July.',
  threads: ['#d9b768', '#f1e3b5', '#a67c35', '#6f5325', '#fbf4da'],
  ground: '#5a4218',
};
