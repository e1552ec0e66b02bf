import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'uneven-satin',
  name: 'Satin of six',
  note: 'Six will not divide fairly, so the leaps have to vary.',
  palette: 'harbour',
  threading: straight(6),
  tieUp: tieUp('2 3 4 5 6', '1 2 4 5 6', '1 2 3 4 6', '1 3 4 5 6', '1 2 3 5 6', '1 2 3 4 5'),
});
