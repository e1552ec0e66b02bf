import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'swedish-lace',
  name: 'Swedish lace',
  note: 'Blocks of warp floats and weft floats in turn.',
  palette: 'dawn',
  threading: sequence('1 2 1 2 1 3 1 3 1 3'),
  tieUp: tieUp('2 3', '1', '1 2', '1 3'),
  treadling: sequence('1 2 1 2 1 3 1 4 1 4'),
});
