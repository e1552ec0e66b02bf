import { family } from '../../weave/family.js';
import waffle from './waffle.js';
import deepWaffle from './deep-waffle.js';
import bedfordCord from './bedford-cord.js';
import oatmealCrepe from './oatmeal-crepe.js';
import mossCrepe from './moss-crepe.js';
import sandCrepe from './sand-crepe.js';

export default family({
  id: 'relief',
  name: 'Relief',
  note: 'Floats that pull the cloth into cells, cords and crumbs.',
  drafts: [
    waffle,
    deepWaffle,
    bedfordCord,
    oatmealCrepe,
    mossCrepe,
    sandCrepe,
  ],
});
