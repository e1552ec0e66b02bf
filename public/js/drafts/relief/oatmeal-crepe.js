import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'oatmeal-crepe',
  name: 'Oatmeal crepe',
  note: 'No line, no square: the eye finds nothing to follow.',
  palette: 'oatmeal',
  threading: sequence('1 2 3 4 2 1 4 3 1 3 2 4'),
  tieUp: tieUp('1 2', '2 4', '3 4', '1 3'),
  treadling: sequence('1 2 4 3 2 1 3 4 2 4 1 3'),
});
