import { order } from '../weave/order.js';

// A single bright end every twelve.
export default {
  id: 'pin-stripe',
  name: 'Pin stripe',
  apply: (draft) => ({ ...draft, warp: order('A11 C1'), weft: order('B') }),
};
