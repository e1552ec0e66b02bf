import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'wide-serge',
  name: 'Wide serge',
  note: 'Three over, three under, on six shafts.',
  palette: 'rowan',
  threading: straight(6),
  tieUp: twillTieUp('3/3'),
});
