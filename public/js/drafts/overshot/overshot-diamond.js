import { draft } from '../../weave/draft.js';
import { overshotThreading, overshotTreadling } from '../../weave/overshot.js';
import { tieUp } from '../../weave/tie-up.js';
import { withTabby } from '../../weave/with-tabby.js';

export default draft({
  id: 'overshot-diamond',
  name: 'Overshot diamond',
  note: 'The blocks go up and come down again.',
  palette: 'indigo',
  threading: overshotThreading('A2 B2 C2 D2 A2 D2 C2 B2'),
  tieUp: tieUp('1 4', '1 2', '2 3', '3 4', '1 3', '2 4'),
  treadling: withTabby(overshotTreadling('A3 B3 C3 D3 A3 D3 C3 B3'), [5, 6]),
  warp: 'A',
  weft: '(B A)24',
});
