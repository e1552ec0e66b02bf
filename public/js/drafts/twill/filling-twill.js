import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'filling-twill',
  name: 'One-two twill',
  note: 'Jean turned over: the weft has the face.',
  palette: 'gorse',
  threading: straight(3),
  tieUp: twillTieUp('1/2'),
});
