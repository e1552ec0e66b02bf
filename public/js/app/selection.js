import { drafts } from '../drafts/catalogue.js';
import { orders } from '../orders/index.js';
import { palettes } from '../palettes/index.js';
import { yarns } from '../yarns/index.js';
import { byId } from './by-id.js';

// From the ids in the state to the things they name.
export function selection(state) {
  const order = byId(orders, state.order);
  return {
    draft: order.apply(byId(drafts, state.pattern)),
    palette: byId(palettes, state.palette),
    yarn: byId(yarns, state.yarn),
    order,
    thickness: state.thickness,
  };
}
