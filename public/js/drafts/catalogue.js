import plain from './plain/index.js';
import twill from './twill/index.js';
import pointed from './pointed/index.js';
import broken from './broken/index.js';
import satin from './satin/index.js';
import colour from './colour/index.js';
import overshot from './overshot/index.js';
import tied from './tied/index.js';
import lace from './lace/index.js';
import relief from './relief/index.js';
import turned from './turned/index.js';
import shadow from './shadow/index.js';

export const families = [
  plain,
  twill,
  pointed,
  broken,
  satin,
  colour,
  overshot,
  tied,
  lace,
  relief,
  turned,
  shadow,
];

export const drafts = families.flatMap((family) => family.drafts);
