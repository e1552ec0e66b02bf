import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'basket-two',
  name: 'Basket',
  note: 'Tabby with its threads in pairs, loose enough to see the squares.',
  palette: 'oatmeal',
  threading: sequence('1 1 2 2'),
  tieUp: tieUp('1', '2'),
});
