import { draft } from '../../weave/draft.js';
import { overshotThreading, overshotTreadling } from '../../weave/overshot.js';
import { tieUp } from '../../weave/tie-up.js';
import { withTabby } from '../../weave/with-tabby.js';

export default draft({
  id: 'overshot-curve',
  name: 'Overshot curve',
  note: 'Blocks that grow as they go, so the line bends.',
  palette: 'kelp',
  threading: overshotThreading('A1 B1 C2 D2 A3 B3 A3 D2 C2 B1'),
  tieUp: tieUp('1 4', '1 2', '2 3', '3 4', '1 3', '2 4'),
  treadling: withTabby(overshotTreadling('A2 B2 C3 D3 A4 B4 A4 D3 C3 B2'), [5, 6]),
  warp: 'A',
  weft: '(B A)30',
});
