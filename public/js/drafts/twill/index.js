import { family } from '../../weave/family.js';
import jean from './jean.js';
import fillingTwill from './filling-twill.js';
import denim from './denim.js';
import swansdown from './swansdown.js';
import serge from './serge.js';
import wideSerge from './wide-serge.js';
import blanketTwill from './blanket-twill.js';
import cordedTwill from './corded-twill.js';
import ribbonTwill from './ribbon-twill.js';
import steepTwill from './steep-twill.js';
import recliningTwill from './reclining-twill.js';
import advancingTwill from './advancing-twill.js';

export default family({
  id: 'twill',
  name: 'Twills',
  note: 'Each pick steps one end along, and a diagonal climbs the cloth.',
  drafts: [
    jean,
    fillingTwill,
    denim,
    swansdown,
    serge,
    wideSerge,
    blanketTwill,
    cordedTwill,
    ribbonTwill,
    steepTwill,
    recliningTwill,
    advancingTwill,
  ],
});
