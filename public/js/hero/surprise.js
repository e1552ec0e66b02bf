import { drafts } from '../drafts/catalogue.js';
import { palettes } from '../palettes/index.js';
import { yarns } from '../yarns/index.js';
import { pickOne } from '../noise/pick-one.js';

const ids = (items) => items.map(({ id }) => id);

export const surprise = ({ pattern, palette, yarn }) => ({
  pattern: pickOne(ids(drafts), pattern),
  palette: pickOne(ids(palettes), palette),
  yarn: pickOne(ids(yarns), yarn),
  order: 'as-drafted',
});
