export default {
  id: 'harbour',
  name: 'Harbour',
  note: 'Tar, rope and a grey sea.',
  threads: ['#dfe5e6', '#4c708a', '#24394a', '#b5865a', '#95adb8'],
  ground: '#1c2a36',
};
