import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'granite',
  name: 'Granite',
  note: 'A satin of eight with a second binding beside each first.',
  palette: 'fog',
  threading: straight(8),
  tieUp: tieUp('1 2', '4 5', '7 8', '2 3', '5 6', '1 8', '3 4', '6 7'),
  treadling: straight(8),
});
