import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'glen-check',
  name: 'Glen check',
  note: 'Twos and fours side by side make four kinds of square.',
  palette: 'slate',
  threading: straight(4),
  tieUp: twillTieUp('2/2'),
  warp: '(A2 B2)6 (A4 B4)3',
  weft: '(A2 B2)6 (A4 B4)3',
});
