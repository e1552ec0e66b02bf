import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'shepherds-check',
  name: 'Shepherd’s check',
  note: 'Serge, six and six, from the hills.',
  palette: 'lapwing',
  threading: straight(4),
  tieUp: twillTieUp('2/2'),
  warp: 'A6 B6',
  weft: 'A6 B6',
});
