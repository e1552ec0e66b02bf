import { draft } from '../../weave/draft.js';
import { overshotThreading, overshotTreadling } from '../../weave/overshot.js';
import { tieUp } from '../../weave/tie-up.js';
import { withTabby } from '../../weave/with-tabby.js';

export default draft({
  id: 'overshot-wheel',
  name: 'Overshot wheel',
  note: 'Large blocks against small ones make rings with hubs.',
  palette: 'rust',
  threading: overshotThreading('A4 B1 A1 B4 C1 D1 C1 D1 C1'),
  tieUp: tieUp('1 4', '1 2', '2 3', '3 4', '1 3', '2 4'),
  treadling: withTabby(overshotTreadling('A6 B2 A2 B6 C2 D2 C2 D2 C2'), [5, 6]),
  warp: 'A',
  weft: '(B A)26',
});
