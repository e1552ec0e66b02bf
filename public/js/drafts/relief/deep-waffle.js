import { draft } from '../../weave/draft.js';
import { point } from '../../weave/point.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'deep-waffle',
  name: 'Deep waffle',
  note: 'The same on six shafts, for a bath towel.',
  palette: 'saffron',
  threading: point(6),
  tieUp: tieUp('2', '1 3', '1 2 4', '1 2 3 5', '1 2 3 4 6', '1 2 3 4 5'),
});
