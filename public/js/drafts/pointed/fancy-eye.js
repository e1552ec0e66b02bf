import { draft } from '../../weave/draft.js';
import { point } from '../../weave/point.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'fancy-eye',
  name: 'Fancy eye',
  note: 'The same points with a bolder tie-up.',
  palette: 'plum',
  threading: point(8),
  tieUp: twillTieUp('1/1/2/4'),
});
