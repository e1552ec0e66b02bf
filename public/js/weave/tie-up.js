import { sequence } from './sequence.js';

// One text for each treadle: the shafts it lifts.
export const tieUp = (...treadles) => treadles.map(sequence);
