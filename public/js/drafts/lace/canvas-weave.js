import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'canvas-weave',
  name: 'Canvas weave',
  note: 'Three ends crowd together and leave a hole behind them.',
  palette: 'flax',
  threading: sequence('1 2 1 4 3 4'),
  tieUp: tieUp('1 4', '1 3', '2 4'),
  treadling: sequence('3 1 3 2 1 2'),
});
