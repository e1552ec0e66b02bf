import { find } from './find.js';
import { setText } from './set-text.js';

export const announce = (text) => setText(find('#announcer'), text);
