import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'crowfoot',
  name: 'Crowfoot',
  note: 'Three up, one down, with the last two steps exchanged. It shows no line at all.',
  palette: 'birch',
  threading: straight(4),
  tieUp: twillTieUp('3/1'),
  treadling: sequence('1 2 4 3'),
});
