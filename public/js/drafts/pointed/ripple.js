import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'ripple',
  name: 'Ripple',
  note: 'An advancing draw that rises and falls like water.',
  palette: 'teal',
  threading: sequence('1 2 3 4 3 4 5 6 5 6 7 8 7 8 1 2 1 8 7 8 7 6 5 6 5 4 3 4 3 2'),
  tieUp: twillTieUp('3/2/1/2'),
  treadling: straight(8),
});
