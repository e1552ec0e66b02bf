import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'moss-crepe',
  name: 'Moss crepe',
  note: 'Two weaves laid over each other until both disappear.',
  palette: 'moss',
  threading: sequence('1 3 2 4 6 5 7 8 3 1 4 2 5 6 8 7'),
  tieUp: tieUp('1 3 6 8', '2 4 5 7', '1 4 5 6', '2 3 7 8'),
  treadling: sequence('1 2 3 4 2 1 4 3'),
});
