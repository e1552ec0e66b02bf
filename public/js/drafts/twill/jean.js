import { draft } from '../../weave/draft.js';
import { straight } from '../../weave/straight.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'jean',
  name: 'Jean',
  note: 'Over two, under one. The smallest twill there is.',
  palette: 'slate',
  threading: straight(3),
  tieUp: twillTieUp('2/1'),
});
