import { sayReady } from './app/ready.js';
import { start } from './app/start.js';

await start();
sayReady();
