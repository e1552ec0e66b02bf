import { family } from '../../weave/family.js';
import chevron from './chevron.js';
import zigzag from './zigzag.js';
import birdsEye from './birds-eye.js';
import gooseEye from './goose-eye.js';
import rosepath from './rosepath.js';
import msAndWs from './ms-and-ws.js';
import undulatingTwill from './undulating-twill.js';
import eightShaftDiamond from './eight-shaft-diamond.js';
import fancyEye from './fancy-eye.js';
import ripple from './ripple.js';

export default family({
  id: 'pointed',
  name: 'Pointed and undulating twills',
  note: 'The diagonal turns back, or bends.',
  drafts: [
    chevron,
    zigzag,
    birdsEye,
    gooseEye,
    rosepath,
    msAndWs,
    undulatingTwill,
    eightShaftDiamond,
    fancyEye,
    ripple,
  ],
});
