export default {
  id: 'oatmeal',
  name: 'Oatmeal',
  note: 'Undyed fleece of three sheep.',
  threads: ['#e9e0cf', '#c3b096', '#7d6a54', '#4b3d31', '#f5f0e6'],
  ground: '#4d4236',
};
