import { draft } from '../../weave/draft.js';
import { point } from '../../weave/point.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'birds-eye',
  name: 'Bird’s eye',
  note: 'A small lozenge with a dot in it.',
  palette: 'rosehip',
  threading: point(4),
  tieUp: twillTieUp('1/3'),
});
