import { family } from '../../weave/family.js';
import shadowChevron from './shadow-chevron.js';
import shadowDiamond from './shadow-diamond.js';
import shadowSteps from './shadow-steps.js';
import shadowWave from './shadow-wave.js';

export default family({
  id: 'shadow',
  name: 'Shadow weaves',
  note: 'Dark and light threads alternate, and the structure shifts beneath them.',
  drafts: [
    shadowChevron,
    shadowDiamond,
    shadowSteps,
    shadowWave,
  ],
});
