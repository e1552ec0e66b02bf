import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'broken-serge',
  name: 'Broken serge',
  note: 'Serge with the same exchange.',
  palette: 'heather',
  threading: straight(4),
  tieUp: twillTieUp('2/2'),
  treadling: sequence('1 2 4 3'),
});
