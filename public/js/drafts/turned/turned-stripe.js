import { blocks } from '../../weave/blocks.js';
import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { straight } from '../../weave/straight.js';
import { turnedTieUp } from '../../weave/turned-tie-up.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'turned-stripe',
  name: 'Turned stripe',
  note: 'The blocks change in the warp only.',
  palette: 'teal',
  threading: blocks('A3 B1 A1 B1', { A: straight(4), B: sequence('5 6 7 8') }),
  tieUp: turnedTieUp(twillTieUp('1/3')),
  treadling: straight(4),
});
