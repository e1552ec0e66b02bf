import { advancing } from '../../weave/advancing.js';
import { draft } from '../../weave/draft.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'advancing-twill',
  name: 'Advancing twill',
  note: 'Runs of four, each one shaft higher than the last, treadled as drawn in.',
  palette: 'fjord',
  threading: advancing(8, 4),
  tieUp: twillTieUp('3/2/1/2'),
});
