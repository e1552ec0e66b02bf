import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'basket-three',
  name: 'Matt',
  note: 'Threes against threes: a cloth for cushions, not for coats.',
  palette: 'walnut',
  threading: sequence('1 1 1 2 2 2'),
  tieUp: tieUp('1', '2'),
});
