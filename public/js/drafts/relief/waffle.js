import { draft } from '../../weave/draft.js';
import { point } from '../../weave/point.js';
import { sequence } from '../../weave/sequence.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'waffle',
  name: 'Waffle',
  note: 'Square cells with deep middles. It drinks water.',
  palette: 'oatmeal',
  threading: point(5),
  tieUp: tieUp('1', '1 2', '1 2 3', '1 2 3 4', '2 4 5'),
  treadling: sequence('1 2 3 4 5 4 3 2'),
});
