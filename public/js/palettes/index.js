import flax from './flax.js';
import oatmeal from './oatmeal.js';
import walnut from './walnut.js';
import brick from './brick.js';
import moss from './moss.js';
import dusk from './dusk.js';
import harbour from './harbour.js';
import barley from './barley.js';
import slate from './slate.js';
import gorse from './gorse.js';
import indigo from './indigo.js';
import chalk from './chalk.js';
import ink from './ink.js';
import rowan from './rowan.js';
import fog from './fog.js';
import kelp from './kelp.js';
import persimmon from './persimmon.js';
import heather from './heather.js';
import teal from './teal.js';
import fjord from './fjord.js';
import lapwing from './lapwing.js';
import rosehip from './rosehip.js';
import woad from './woad.js';
import cochineal from './cochineal.js';
import peat from './peat.js';
import saffron from './saffron.js';
import plum from './plum.js';
import birch from './birch.js';
import lichen from './lichen.js';
import silkRoad from './silk-road.js';
import dawn from './dawn.js';
import madder from './madder.js';
import rust from './rust.js';

export const palettes = [
  flax,
  oatmeal,
  walnut,
  brick,
  moss,
  dusk,
  harbour,
  barley,
  slate,
  gorse,
  indigo,
  chalk,
  ink,
  rowan,
  fog,
  kelp,
  persimmon,
  heather,
  teal,
  fjord,
  lapwing,
  rosehip,
  woad,
  cochineal,
  peat,
  saffron,
  plum,
  birch,
  lichen,
  silkRoad,
  dawn,
  madder,
  rust,
];
