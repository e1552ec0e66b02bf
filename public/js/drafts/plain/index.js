import { family } from '../../weave/family.js';
import tabby from './tabby.js';
import basketTwo from './basket-two.js';
import basketThree from './basket-three.js';
import oxford from './oxford.js';
import warpRib from './warp-rib.js';
import weftRib from './weft-rib.js';
import mixedRib from './mixed-rib.js';
import mixedBasket from './mixed-basket.js';

export default family({
  id: 'plain',
  name: 'Plain weaves',
  note: 'One up, one down, and what comes of doubling the threads.',
  drafts: [
    tabby,
    basketTwo,
    basketThree,
    oxford,
    warpRib,
    weftRib,
    mixedRib,
    mixedBasket,
  ],
});
