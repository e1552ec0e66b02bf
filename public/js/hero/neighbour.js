import { drafts } from '../drafts/catalogue.js';
import { modulo } from '../maths/modulo.js';
import { patternPatch } from './pattern-patch.js';

export function neighbour({ pattern }, step) {
  const at = drafts.findIndex((draft) => draft.id === pattern);
  return patternPatch(drafts[modulo(at + step, drafts.length)]);
}
