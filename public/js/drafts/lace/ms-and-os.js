import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'ms-and-os',
  name: 'M’s and O’s',
  note: 'Tabby and ribs change places; nothing curves, yet everything does.',
  palette: 'lichen',
  threading: sequence('1 2 1 2 1 2 1 2 3 4 3 4 3 4 3 4 1 3 1 3 1 3 1 3 2 4 2 4 2 4 2 4'),
  tieUp: tieUp('1 2', '3 4', '1 3', '2 4'),
  treadling: sequence('1 2 1 2 1 2 1 2 3 4 3 4 3 4 3 4'),
});
