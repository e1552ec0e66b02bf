import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'corkscrew',
  name: 'Corkscrew',
  note: 'Two steep twills twisted together; only the warp is seen.',
  palette: 'ink',
  threading: sequence('1 5 2 6 3 7 4 8'),
  tieUp: twillTieUp('5/3'),
  treadling: straight(8),
});
