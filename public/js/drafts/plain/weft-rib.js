import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'weft-rib',
  name: 'Weft rib',
  note: 'Three ends lifted as one: the ribs stand upright.',
  palette: 'moss',
  threading: sequence('1 1 1 2 2 2'),
  tieUp: tieUp('1', '2'),
  treadling: sequence('1 2'),
});
