import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'herringbone-check',
  name: 'Herringbone check',
  note: 'The break both ways: four fields with four directions.',
  palette: 'lichen',
  threading: sequence('1 2 3 4 1 2 3 4 2 1 4 3 2 1 4 3'),
  tieUp: twillTieUp('2/2'),
});
