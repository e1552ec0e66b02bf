import { draft } from '../../weave/draft.js';
import { point } from '../../weave/point.js';
import { sequence } from '../../weave/sequence.js';
import { tieUp } from '../../weave/tie-up.js';
import { withTabby } from '../../weave/with-tabby.js';

export default draft({
  id: 'rosepath',
  name: 'Rosepath',
  note: 'The small flower of northern bands, with a binding pick after each pattern pick.',
  palette: 'cochineal',
  threading: point(4),
  tieUp: tieUp('1 2', '2 3', '3 4', '1 4', '1 3', '2 4'),
  treadling: withTabby(sequence('1 2 3 4 4 3 2 1'), [5, 6]),
  warp: 'A',
  weft: '(B A)8',
});
