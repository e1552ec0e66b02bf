import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { summerAndWinter } from '../../weave/summer-and-winter.js';
import { tieUp } from '../../weave/tie-up.js';
import { withTabby } from '../../weave/with-tabby.js';

export default draft({
  id: 'winter-steps',
  name: 'Winter steps',
  note: 'Three blocks on five shafts go up a stair.',
  palette: 'fjord',
  threading: summerAndWinter('A2 B2 C2'),
  tieUp: tieUp('1 4 5', '2 4 5', '1 3 5', '2 3 5', '1 3 4', '2 3 4', '1 2', '3 4 5'),
  treadling: withTabby(sequence('1 2 2 1 1 2 2 1 3 4 4 3 3 4 4 3 5 6 6 5 5 6 6 5'), [7, 8]),
  warp: 'A',
  weft: '(B A)24',
});
