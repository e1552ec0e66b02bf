import { draft } from '../../weave/draft.js';
import { overshotThreading, overshotTreadling } from '../../weave/overshot.js';
import { tieUp } from '../../weave/tie-up.js';
import { withTabby } from '../../weave/with-tabby.js';

export default draft({
  id: 'overshot-table',
  name: 'Overshot table',
  note: 'A square set with its border.',
  palette: 'woad',
  threading: overshotThreading('A1 B1 A1 B1 A1 C3 D1 C3'),
  tieUp: tieUp('1 4', '1 2', '2 3', '3 4', '1 3', '2 4'),
  treadling: withTabby(overshotTreadling('A2 B2 A2 B2 A2 C4 D2 C4'), [5, 6]),
  warp: 'A',
  weft: '(B A)20',
});
