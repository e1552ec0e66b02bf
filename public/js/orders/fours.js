import { order } from '../weave/order.js';

// The houndstooth order, over any structure.
export default {
  id: 'fours',
  name: 'Four and four',
  apply: (draft) => ({ ...draft, warp: order('A4 B4'), weft: order('A4 B4') }),
};
