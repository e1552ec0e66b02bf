import { family } from '../../weave/family.js';
import winterCheck from './winter-check.js';
import summerTiles from './summer-tiles.js';
import winterSteps from './winter-steps.js';
import winterValley from './winter-valley.js';

export default family({
  id: 'tied',
  name: 'Summer and winter',
  note: 'Dark on one side where it is light on the other, tied at every fourth end.',
  drafts: [
    winterCheck,
    summerTiles,
    winterSteps,
    winterValley,
  ],
});
