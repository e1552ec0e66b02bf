import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'undulating-twill',
  name: 'Undulating twill',
  note: 'Doubled and tripled ends pull the diagonal into a wave.',
  palette: 'kelp',
  threading: sequence('1 2 3 4 1 2 2 3 3 4 4 4 1 1 1 2 2 2 3 3 4 4 1 2 3 4'),
  tieUp: twillTieUp('2/2'),
  treadling: straight(4),
});
