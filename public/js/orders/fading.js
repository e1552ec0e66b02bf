import { order } from '../weave/order.js';

// One colour gives way to the next, thread by thread.
export default {
  id: 'fading',
  name: 'Fading',
  apply: (draft) => ({ ...draft, warp: order('A12 B1 A7 B2 A5 B3 A3 B5 A2 B7 A1 B12 A1 B7 A2 B5 A3 B3 A5 B2 A7 B1'), weft: order('C') }),
};
