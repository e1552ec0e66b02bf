import { draft } from '../../weave/draft.js';
import { satinTieUp } from '../../weave/satin-tie-up.js';
import { straight } from '../../weave/straight.js';

export default draft({
  id: 'satin-seven',
  name: 'Satin of seven',
  note: 'Seven shafts, a leap of three.',
  palette: 'dawn',
  threading: straight(7),
  tieUp: satinTieUp(7, 3),
});
