import { family } from '../../weave/family.js';
import huck from './huck.js';
import swedishLace from './swedish-lace.js';
import spot from './spot.js';
import barleycorn from './barleycorn.js';
import canvasWeave from './canvas-weave.js';
import msAndOs from './ms-and-os.js';

export default family({
  id: 'lace',
  name: 'Laces',
  note: 'Groups of threads let go of the ground and draw together.',
  drafts: [
    huck,
    swedishLace,
    spot,
    barleycorn,
    canvasWeave,
    msAndOs,
  ],
});
