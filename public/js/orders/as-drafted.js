// The draft’s own orders.
export default {
  id: 'as-drafted',
  name: 'As drafted',
  apply: (draft) => draft,
};
