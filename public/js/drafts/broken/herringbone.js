import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'herringbone',
  name: 'Herringbone',
  note: 'The line turns with a clean break instead of a point.',
  palette: 'walnut',
  threading: sequence('1 2 3 4 1 2 3 4 2 1 4 3 2 1 4 3'),
  tieUp: twillTieUp('2/2'),
  treadling: straight(4),
});
