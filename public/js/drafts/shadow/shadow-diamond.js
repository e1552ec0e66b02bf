import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'shadow-diamond',
  name: 'Shadow diamond',
  note: 'Both ways at once: the lozenge appears as lines.',
  palette: 'plum',
  threading: sequence('1 3 2 4 3 1 4 2 1 3 4 2 3 1 2 4'),
  tieUp: tieUp('1 2', '2 3', '3 4', '1 4'),
  warp: 'A B',
  weft: 'A B',
});
