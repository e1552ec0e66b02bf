import { family } from '../../weave/family.js';
import dice from './dice.js';
import turnedStripe from './turned-stripe.js';
import diaper from './diaper.js';
import smallDamask from './small-damask.js';
import tablecloth from './tablecloth.js';

export default family({
  id: 'turned',
  name: 'Turned blocks',
  note: 'One weave face up beside the same weave face down.',
  drafts: [
    dice,
    turnedStripe,
    diaper,
    smallDamask,
    tablecloth,
  ],
});
