import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'ms-and-ws',
  name: 'M’s and W’s',
  note: 'Two rises before each fall: the line writes letters.',
  palette: 'peat',
  threading: sequence('1 2 3 4 1 2 3 4 3 2 1 4 3 2'),
  tieUp: twillTieUp('2/2'),
  treadling: straight(4),
});
