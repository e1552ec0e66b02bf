import { family } from '../../weave/family.js';
import monksBelt from './monks-belt.js';
import overshotDiamond from './overshot-diamond.js';
import overshotWheel from './overshot-wheel.js';
import overshotStar from './overshot-star.js';
import overshotCurve from './overshot-curve.js';
import overshotTable from './overshot-table.js';

export default family({
  id: 'overshot',
  name: 'Overshot',
  note: 'A pattern weft leaps over a tabby ground that holds it.',
  drafts: [
    monksBelt,
    overshotDiamond,
    overshotWheel,
    overshotStar,
    overshotCurve,
    overshotTable,
  ],
});
