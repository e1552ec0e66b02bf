import { family } from '../../weave/family.js';
import satinFive from './satin-five.js';
import sateenFive from './sateen-five.js';
import satinSeven from './satin-seven.js';
import satinEight from './satin-eight.js';
import sateenTen from './sateen-ten.js';
import unevenSatin from './uneven-satin.js';
import granite from './granite.js';

export default family({
  id: 'satin',
  name: 'Satins',
  note: 'The bindings are strewn so that no two touch, and the surface shines.',
  drafts: [
    satinFive,
    sateenFive,
    satinSeven,
    satinEight,
    sateenTen,
    unevenSatin,
    granite,
  ],
});
