import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'blanket-twill',
  name: 'Blanket twill',
  note: 'Four and four: thick and easy to full.',
  palette: 'fog',
  threading: straight(8),
  tieUp: twillTieUp('4/4'),
});
