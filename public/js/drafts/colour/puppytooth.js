import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'puppytooth',
  name: 'Puppytooth',
  note: 'Tabby, two and two: the small relation.',
  palette: 'peat',
  threading: straight(2),
  tieUp: tieUp('1', '2'),
  warp: 'A2 B2',
  weft: 'A2 B2',
});
