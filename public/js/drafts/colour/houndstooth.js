import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'houndstooth',
  name: 'Houndstooth',
  note: 'Serge, four dark and four light, both ways.',
  palette: 'ink',
  threading: straight(4),
  tieUp: twillTieUp('2/2'),
  warp: 'A4 B4',
  weft: 'A4 B4',
});
