import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'shadow-steps',
  name: 'Shadow steps',
  note: 'Eight shafts: long steps with soft edges.',
  palette: 'rust',
  threading: sequence('1 5 2 6 3 7 4 8 5 1 6 2 7 3 8 4'),
  tieUp: twillTieUp('4/4'),
  warp: 'A B',
  weft: 'A B',
});
