import { order } from '../weave/order.js';

// One colour each way.
export default {
  id: 'solid',
  name: 'Warp against weft',
  apply: (draft) => ({ ...draft, warp: order('A'), weft: order('B') }),
};
