import { order } from '../weave/order.js';

// A sett with two overchecks.
export default {
  id: 'plaid',
  name: 'Plaid',
  apply: (draft) => ({ ...draft, warp: order('A18 B4 A4 B18 C3 B18'), weft: order('A18 B4 A4 B18 D3 B18') }),
};
