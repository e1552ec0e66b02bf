import { draft } from '../../weave/draft.js';
import { point } from '../../weave/point.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'eight-shaft-diamond',
  name: 'Diamond',
  note: 'Eight shafts give a lozenge room for a border.',
  palette: 'saffron',
  threading: point(8),
  tieUp: twillTieUp('3/2/1/2'),
});
