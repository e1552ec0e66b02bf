import { sayDrawn, sayModulesReady } from './app/ready.js';
import { start } from './app/start.js';

const woven = start();
sayModulesReady();
await woven;
sayDrawn();
