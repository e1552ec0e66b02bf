import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'sand-crepe',
  name: 'Sand crepe',
  note: 'A fine grain with no direction.',
  palette: 'barley',
  threading: sequence('1 2 3 4 5 6 4 2 6 1 5 3'),
  tieUp: tieUp('1 3 5', '2 4 6', '1 4 5', '2 3 6'),
  treadling: sequence('1 2 3 4 2 1 4 3 1 4 2 3'),
});
