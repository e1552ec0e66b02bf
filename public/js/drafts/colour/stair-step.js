import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'stair-step',
  name: 'Stair step',
  note: 'Serge, two and two: little steps going up.',
  palette: 'brick',
  threading: straight(4),
  tieUp: twillTieUp('2/2'),
  warp: 'A2 B2',
  weft: 'A2 B2',
});
