import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'corded-twill',
  name: 'Corded twill',
  note: 'A broad wale and a narrow one on eight shafts.',
  palette: 'kelp',
  threading: straight(8),
  tieUp: twillTieUp('3/2/1/2'),
});
