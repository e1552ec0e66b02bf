import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { summerAndWinter } from '../../weave/summer-and-winter.js';
import { tieUp } from '../../weave/tie-up.js';
import { withTabby } from '../../weave/with-tabby.js';

export default draft({
  id: 'winter-check',
  name: 'Winter check',
  note: 'Two blocks take turns.',
  palette: 'heather',
  threading: summerAndWinter('A4 B4'),
  tieUp: tieUp('1 4', '2 4', '1 3', '2 3', '1 2', '3 4'),
  treadling: withTabby(sequence('1 2 2 1 1 2 2 1 1 2 2 1 3 4 4 3 3 4 4 3 3 4 4 3'), [5, 6]),
  warp: 'A',
  weft: '(B A)24',
});
