import { draft } from '../../weave/draft.js';
import { satinTieUp } from '../../weave/satin-tie-up.js';
import { straight } from '../../weave/straight.js';

export default draft({
  id: 'satin-eight',
  name: 'Satin of eight',
  note: 'The dressmaker’s satin, with floats of seven.',
  palette: 'plum',
  threading: straight(8),
  tieUp: satinTieUp(8, 3),
});
