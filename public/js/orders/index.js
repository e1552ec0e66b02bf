import asDrafted from './as-drafted.js';
import solid from './solid.js';
import pinStripe from './pin-stripe.js';
import awning from './awning.js';
import fours from './fours.js';
import oneAndOne from './one-and-one.js';
import sunset from './sunset.js';
import plaid from './plaid.js';
import fading from './fading.js';

export const orders = [
  asDrafted,
  solid,
  pinStripe,
  awning,
  fours,
  oneAndOne,
  sunset,
  plaid,
  fading,
];
