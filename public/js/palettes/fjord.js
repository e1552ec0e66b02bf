export default {
  id: 'fjord',
  name: 'Fjord',
  note: 'Deep water, far snow.',
  threads: ['#e8edee', '#2f6288', '#173a57', '#7fa9c2', '#c4d6de'],
  ground: '#122a40',
};
