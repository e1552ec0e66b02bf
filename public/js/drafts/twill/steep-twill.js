import { draft } from '../../weave/draft.js';
import { skipping } from '../../weave/skipping.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'steep-twill',
  name: 'Steep twill',
  note: 'The treadling skips every second step, so the line stands up.',
  palette: 'heather',
  threading: straight(8),
  tieUp: twillTieUp('4/1/1/2'),
  treadling: skipping(8, 2, 4),
});
