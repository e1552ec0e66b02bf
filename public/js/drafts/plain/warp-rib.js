import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'warp-rib',
  name: 'Warp rib',
  note: 'Two picks in each shed, so that ribs run across the cloth.',
  palette: 'brick',
  threading: sequence('1 2'),
  tieUp: tieUp('1', '2'),
  treadling: sequence('1 1 2 2'),
});
