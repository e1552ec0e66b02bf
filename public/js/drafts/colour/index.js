import { family } from '../../weave/family.js';
import houndstooth from './houndstooth.js';
import puppytooth from './puppytooth.js';
import shepherdsCheck from './shepherds-check.js';
import glenCheck from './glen-check.js';
import windowpane from './windowpane.js';
import logCabin from './log-cabin.js';
import hairline from './hairline.js';
import stairStep from './stair-step.js';
import gingham from './gingham.js';
import tattersall from './tattersall.js';
import tartan from './tartan.js';
import ticking from './ticking.js';

export default family({
  id: 'colour',
  name: 'Colour and weave',
  note: 'Simple structures; the pattern is in the order of the colours.',
  drafts: [
    houndstooth,
    puppytooth,
    shepherdsCheck,
    glenCheck,
    windowpane,
    logCabin,
    hairline,
    stairStep,
    gingham,
    tattersall,
    tartan,
    ticking,
  ],
});
