import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'huck',
  name: 'Huck',
  note: 'Short floats in a tabby ground: the old hand towel.',
  palette: 'chalk',
  threading: sequence('1 2 1 2 1 4 3 4 3 4'),
  tieUp: tieUp('1 3', '2 3', '1 4', '2 4'),
  treadling: sequence('4 3 4 3 4 1 2 1 2 1'),
});
