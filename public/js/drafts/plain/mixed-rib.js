import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'mixed-rib',
  name: 'Mixed rib',
  note: 'A broad rib and a narrow one in turn.',
  palette: 'dusk',
  threading: sequence('1 2'),
  tieUp: tieUp('1', '2'),
  treadling: sequence('1 1 1 2'),
});
