import { order } from '../weave/order.js';

// All colours of the palette, in bands.
export default {
  id: 'sunset',
  name: 'Sunset',
  apply: (draft) => ({ ...draft, warp: order('A14 C10 D6 C10 A14 E4'), weft: order('B') }),
};
