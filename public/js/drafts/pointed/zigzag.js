import { draft } from '../../weave/draft.js';
import { point } from '../../weave/point.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'zigzag',
  name: 'Zigzag',
  note: 'Chevron on its side: now the treadles turn.',
  palette: 'lapwing',
  threading: straight(4),
  tieUp: twillTieUp('2/2'),
  treadling: point(4),
});
