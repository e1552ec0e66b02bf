import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'mixed-basket',
  name: 'Mixed basket',
  note: 'Squares of three sizes from two shafts and an uneven count.',
  palette: 'barley',
  threading: sequence('1 1 1 2 1 2 2 2 1 2'),
  tieUp: tieUp('1', '2'),
});
