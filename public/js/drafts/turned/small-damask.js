import { blocks } from '../../weave/blocks.js';
import { draft } from '../../weave/draft.js';
import { satinTieUp } from '../../weave/satin-tie-up.js';
import { sequence } from '../../weave/sequence.js';
import { straight } from '../../weave/straight.js';
import { turnedTieUp } from '../../weave/turned-tie-up.js';

export default draft({
  id: 'small-damask',
  name: 'Small damask',
  note: 'Satin and sateen of five share ten shafts.',
  palette: 'silk-road',
  threading: blocks('A3 B2 A1 B2', { A: straight(5), B: sequence('6 7 8 9 10') }),
  tieUp: turnedTieUp(satinTieUp(5, 2)),
  treadling: blocks('A3 B2 A1 B2', { A: straight(5), B: sequence('6 7 8 9 10') }),
});
