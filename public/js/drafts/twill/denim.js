import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'denim',
  name: 'Denim',
  note: 'Three up, one down: dark warp on the face, pale weft behind.',
  palette: 'indigo',
  threading: straight(4),
  tieUp: twillTieUp('3/1'),
});
