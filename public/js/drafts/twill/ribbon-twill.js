import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'ribbon-twill',
  name: 'Ribbon twill',
  note: 'Three lines of different weight follow each other.',
  palette: 'persimmon',
  threading: straight(8),
  tieUp: twillTieUp('3/1/1/3'),
});
