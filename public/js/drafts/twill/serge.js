import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'serge',
  name: 'Serge',
  note: 'Two over, two under. The same on both sides.',
  palette: 'ink',
  threading: straight(4),
  tieUp: twillTieUp('2/2'),
});
