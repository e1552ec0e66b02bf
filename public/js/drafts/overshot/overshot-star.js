import { draft } from '../../weave/draft.js';
import { overshotThreading, overshotTreadling } from '../../weave/overshot.js';
import { tieUp } from '../../weave/tie-up.js';
import { withTabby } from '../../weave/with-tabby.js';

export default draft({
  id: 'overshot-star',
  name: 'Overshot star',
  note: 'Four points where two blocks meet.',
  palette: 'saffron',
  threading: overshotThreading('A3 B3 A1 B3 A3 D1 C1 D1'),
  tieUp: tieUp('1 4', '1 2', '2 3', '3 4', '1 3', '2 4'),
  treadling: withTabby(overshotTreadling('A4 B4 A2 B4 A4 D2 C2 D2'), [5, 6]),
  warp: 'A',
  weft: '(B A)24',
});
