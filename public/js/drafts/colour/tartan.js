import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'tartan',
  name: 'Tartan',
  note: 'A sett of our own in serge, turned at its pivots.',
  palette: 'rowan',
  threading: straight(4),
  tieUp: twillTieUp('2/2'),
  warp: 'B12 D2 B2 D2 B2 C12 E2 C12 B2 D2 B2 D2',
  weft: 'B12 D2 B2 D2 B2 C12 E2 C12 B2 D2 B2 D2',
});
