import { order } from '../weave/order.js';

// Broad stripes of equal width.
export default {
  id: 'awning',
  name: 'Awning',
  apply: (draft) => ({ ...draft, warp: order('A16 B16'), weft: order('B') }),
};
