import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { tieUp } from '../../weave/tie-up.js';

export default draft({
  id: 'oxford',
  name: 'Oxford',
  note: 'Two fine ends side by side under one thick pick, as in shirts.',
  palette: 'harbour',
  threading: sequence('1 1 2 2'),
  tieUp: tieUp('1', '2'),
  treadling: sequence('1 2'),
});
