import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { straight } from '../../weave/straight.js';
import { times } from '../../weave/times.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'broad-herringbone',
  name: 'Broad herringbone',
  note: 'Four rises to a stripe: the coat cloth.',
  palette: 'slate',
  threading: [...times(straight(4), 4), ...times(sequence('2 1 4 3'), 4)],
  tieUp: twillTieUp('2/2'),
  treadling: straight(4),
});
