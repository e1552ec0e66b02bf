export default {
  id: 'kelp',
  name: 'Kelp',
  note: 'The tide line in winter.',
  threads: ['#e2dcc0', '#49593f', '#7f8355', '#27301f', '#b5a25e'],
  ground: '#1f2618',
};
