import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'log-cabin',
  name: 'Log cabin',
  note: 'Tabby, dark and light in turn, until two of a kind meet and the lines turn.',
  palette: 'walnut',
  threading: straight(2),
  tieUp: tieUp('1', '2'),
  warp: '(A B)8 (B A)8',
  weft: '(A B)8 (B A)8',
});
