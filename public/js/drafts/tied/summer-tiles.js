import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { summerAndWinter } from '../../weave/summer-and-winter.js';
import { tieUp } from '../../weave/tie-up.js';
import { withTabby } from '../../weave/with-tabby.js';

export default draft({
  id: 'summer-tiles',
  name: 'Summer tiles',
  note: 'Block A holds a small B in its middle.',
  palette: 'persimmon',
  threading: summerAndWinter('A3 B1 A1 B1 A3 B3'),
  tieUp: tieUp('1 4', '2 4', '1 3', '2 3', '1 2', '3 4'),
  treadling: withTabby(sequence('1 2 2 1 1 2 2 1 3 4 4 3 1 2 2 1 3 4 4 3 1 2 2 1 1 2 2 1 3 4 4 3 3 4 4 3'), [5, 6]),
  warp: 'A',
  weft: '(B A)36',
});
