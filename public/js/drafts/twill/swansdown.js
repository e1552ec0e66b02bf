import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'swansdown',
  name: 'Swansdown',
  note: 'One up, three down, soft because the weft floats.',
  palette: 'chalk',
  threading: straight(4),
  tieUp: twillTieUp('1/3'),
});
