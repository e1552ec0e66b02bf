import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'shadow-chevron',
  name: 'Shadow chevron',
  note: 'A point that is seen only where the light thread leads.',
  palette: 'lapwing',
  threading: sequence('1 3 2 4 3 1 4 2 1 3 4 2 3 1 2 4'),
  tieUp: tieUp('1 2', '2 3', '3 4', '1 4'),
  treadling: sequence('1 3 2 4 3 1 4 2'),
  warp: 'A B',
  weft: 'A B',
});
