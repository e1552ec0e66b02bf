import { family } from '../../weave/family.js';
import herringbone from './herringbone.js';
import broadHerringbone from './broad-herringbone.js';
import crowfoot from './crowfoot.js';
import brokenSerge from './broken-serge.js';
import corkscrew from './corkscrew.js';
import herringboneCheck from './herringbone-check.js';

export default family({
  id: 'broken',
  name: 'Broken twills',
  note: 'The diagonal is cut so that the cloth lies flat.',
  drafts: [
    herringbone,
    broadHerringbone,
    crowfoot,
    brokenSerge,
    corkscrew,
    herringboneCheck,
  ],
});
