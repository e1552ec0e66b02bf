import { blocks } from '../../weave/blocks.js';
import { draft } from '../../weave/draft.js';
import { sequence } from '../../weave/sequence.js';
import { straight } from '../../weave/straight.js';
import { turnedTieUp } from '../../weave/turned-tie-up.js';
import { twillTieUp } from '../../weave/twill-tie-up.js';

export default draft({
  id: 'diaper',
  name: 'Diaper',
  note: 'A linen square with a cross in it.',
  palette: 'chalk',
  threading: blocks('A1 B1 A3 B1 A1 B3', { A: straight(4), B: sequence('5 6 7 8') }),
  tieUp: turnedTieUp(twillTieUp('1/3')),
  treadling: blocks('A1 B1 A3 B1 A1 B3', { A: straight(4), B: sequence('5 6 7 8') }),
});
