import { draft } from '../../weave/draft.js';
import { sateenTieUp } from '../../weave/satin-tie-up.js';
import { straight } from '../../weave/straight.js';

export default draft({
  id: 'sateen-ten',
  name: 'Sateen of ten',
  note: 'Long floats, for a cloth that never meets a nail.',
  palette: 'dusk',
  threading: straight(10),
  tieUp: sateenTieUp(10, 3),
});
