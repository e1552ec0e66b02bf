import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'reclining-twill',
  name: 'Reclining twill',
  note: 'Here the threading skips instead and the line lies down.',
  palette: 'teal',
  threading: sequence('1 4 7 2 5 8 3 6'),
  tieUp: twillTieUp('4/4'),
  treadling: straight(8),
});
