import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { straight } from '../../weave/straight.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'bedford-cord',
  name: 'Bedford cord',
  note: 'Weft floats behind upright cords, with a tabby cut between them.',
  palette: 'peat',
  threading: sequence('1 2 1 3 4 3 4 3 4 2 1 2 5 6 5 6 5 6'),
  tieUp: tieUp('1 3 5 6', '2 4 5 6', '1 3 4 5', '2 3 4 6'),
  treadling: straight(4),
});
