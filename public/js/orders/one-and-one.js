import { order } from '../weave/order.js';

// The shadow order.
export default {
  id: 'one-and-one',
  name: 'One and one',
  apply: (draft) => ({ ...draft, warp: order('A B'), weft: order('A B') }),
};
