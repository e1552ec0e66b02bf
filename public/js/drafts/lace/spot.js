import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'spot',
  name: 'Spot',
  note: 'Every second end stays on the first shaft; the rest make spots.',
  palette: 'gorse',
  threading: sequence('1 2 1 2 1 3 1 3'),
  tieUp: tieUp('1', '2 3', '2', '3'),
  treadling: sequence('1 3 1 3 1 2 1 4 1 4 1 2'),
});
