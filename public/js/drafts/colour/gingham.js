import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'gingham',
  name: 'Gingham',
  note: 'Tabby in even bands; where bands cross, the colours mix.',
  palette: 'cochineal',
  threading: straight(2),
  tieUp: tieUp('1', '2'),
  warp: 'A8 B8',
  weft: 'A8 B8',
});
