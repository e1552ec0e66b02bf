import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'tabby',
  name: 'Tabby',
  note: 'The oldest and the firmest: every thread crosses every other.',
  palette: 'flax',
  threading: straight(2),
  tieUp: tieUp('1', '2'),
});
