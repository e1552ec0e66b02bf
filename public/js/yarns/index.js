import linen from './linen.js';
import cotton from './cotton.js';
import wool from './wool.js';
import lambswool from './lambswool.js';
import worsted from './worsted.js';
import silk from './silk.js';
import mercerised from './mercerised.js';
import hemp from './hemp.js';
import jute from './jute.js';
import wire from './wire.js';

export const yarns = [
  linen,
  cotton,
  wool,
  lambswool,
  worsted,
  silk,
  mercerised,
  hemp,
  jute,
  wire,
];
