import { draft } from '../../weave/draft.js';
import { satinTieUp } from '../../weave/satin-tie-up.js';
import { straight } from '../../weave/straight.js';

export default draft({
  id: 'satin-five',
  name: 'Satin of five',
  note: 'The least number of shafts that make a regular satin.',
  palette: 'silk-road',
  threading: straight(5),
  tieUp: satinTieUp(5, 2),
});
