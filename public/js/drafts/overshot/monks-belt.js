import { blocks } from '../../weave/blocks.js';
import { draft } from '../../weave/draft.js';
import { tieUp } from '../../weave/tie-up.js';
import { withTabby } from '../../weave/with-tabby.js';

export default draft({
  id: 'monks-belt',
  name: 'Monk’s belt',
  note: 'Two opposite blocks in fives and ones.',
  palette: 'madder',
  threading: blocks('A5 B1 A1 B1 A1 B5 A1 B1', { A: [1, 2], B: [3, 4] }),
  tieUp: tieUp('1 2', '3 4', '1 3', '2 4'),
  treadling: withTabby(blocks('A8 B2 A2 B2 A2 B8 A2 B2', { A: [1], B: [2] }), [3, 4]),
  warp: 'A',
  weft: '(B A)28',
});
