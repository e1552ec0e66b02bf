import { draft } from '../../weave/draft.js';
import { sateenTieUp } from '../../weave/satin-tie-up.js';
import { straight } from '../../weave/straight.js';

export default draft({
  id: 'sateen-five',
  name: 'Sateen of five',
  note: 'Its other side: the weft does the shining.',
  palette: 'rosehip',
  threading: straight(5),
  tieUp: sateenTieUp(5, 3),
});
