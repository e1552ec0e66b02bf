import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'hairline',
  name: 'Hairline',
  note: 'One and one in tabby: upright lines, one thread wide.',
  palette: 'harbour',
  threading: straight(2),
  tieUp: tieUp('1', '2'),
  warp: 'A B',
  weft: 'B A',
});
