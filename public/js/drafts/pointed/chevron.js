import { draft } from '../../weave/draft.js';
import { point } from '../../weave/point.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'chevron',
  name: 'Chevron',
  note: 'The draw turns at each point; the treadles walk straight on.',
  palette: 'brick',
  threading: point(4),
  tieUp: twillTieUp('2/2'),
  treadling: straight(4),
});
