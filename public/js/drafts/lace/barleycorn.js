import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'barleycorn',
  name: 'Barleycorn',
  note: 'Grains of weft on a tabby field.',
  palette: 'barley',
  threading: sequence('1 2 1 2 1 2 3 2 3 2'),
  tieUp: tieUp('1 3', '2', '1', '3'),
  treadling: sequence('1 2 3 2 3 2 1 2 4 2 4 2'),
});
