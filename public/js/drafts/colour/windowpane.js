import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'windowpane',
  name: 'Windowpane',
  note: 'A thin pane on a plain serge ground.',
  palette: 'moss',
  threading: straight(4),
  tieUp: twillTieUp('2/2'),
  warp: 'A22 C2',
  weft: 'B22 C2',
});
