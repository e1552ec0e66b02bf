import { isCalm } from '../app/motion.js';
import { nextFrame } from '../dom/next-frame.js';
import { beat } from '../easing/beat.js';
import { drawFell } from './fell.js';
import { drawRow } from './row.js';

const duration = 1500;

// Weave pick by pick; a newer piece on the loom ends the older one's work.
export function createWeaver(context) {
  let turn = 0;

  function rows(cloth, from, to) {
    for (let pick = from; pick < to; pick += 1) drawRow(context, cloth, pick);
  }

  return {
    atOnce(cloth) {
      turn += 1;
      rows(cloth, 0, cloth.rows);
    },
    async slowly(cloth) {
      if (isCalm() || document.hidden) {
        this.atOnce(cloth);
        return;
      }
      turn += 1;
      const mine = turn;
      const began = performance.now();
      let done = 0;
      while (done < cloth.rows) {
        const time = Math.min(1, (performance.now() - began) / duration);
        const next = Math.min(cloth.rows, Math.max(done, Math.floor(beat(time) * cloth.rows)) + (time === 1 ? cloth.rows : 0));
        rows(cloth, done, next);
        if (next > done && next < cloth.rows) drawFell(context, cloth, next);
        done = next;
        await nextFrame();
        if (mine !== turn) return;
      }
    },
  };
}
