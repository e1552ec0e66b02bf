import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'tattersall',
  name: 'Tattersall',
  note: 'The horse blanket: two thin checks on a pale ground.',
  palette: 'flax',
  threading: straight(2),
  tieUp: tieUp('1', '2'),
  warp: 'A10 B2 A10 C2',
  weft: 'A10 B2 A10 C2',
});
