import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'shadow-wave',
  name: 'Shadow wave',
  note: 'A shadow draw with a slow turn in it.',
  palette: 'dusk',
  threading: sequence('1 5 2 6 3 7 4 8 5 1 6 2 5 1 4 8 3 7 2 6 1 5 8 4'),
  tieUp: twillTieUp('4/4'),
  treadling: sequence('1 5 2 6 3 7 4 8 5 1 6 2 7 3 8 4'),
  warp: 'A B',
  weft: 'A B',
});
