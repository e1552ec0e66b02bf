import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'ticking',
  name: 'Ticking',
  note: 'Jean with blue lines in the warp; it keeps feathers in.',
  palette: 'woad',
  threading: straight(3),
  tieUp: twillTieUp('2/1'),
  warp: 'A9 B2 A2 B6 A2 B3',
  weft: 'A',
});
