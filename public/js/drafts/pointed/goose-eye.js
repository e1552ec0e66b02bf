import { draft } from '../../weave/draft.js';
import { point } from '../../weave/point.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'goose-eye',
  name: 'Goose eye',
  note: 'Lozenge in lozenge, from two points at once.',
  palette: 'woad',
  threading: point(4),
  tieUp: twillTieUp('2/2'),
});
