import { requestRow } from './request-row.js';

// Rows are kept in the order in which the requests began.
export function createRows(body) {
  const rows = new Map();
  return (entries) => {
    entries.forEach((entry, i) => {
      const key = `${entry.name} ${entry.startTime} ${entry.responseEnd}`;
      if (!rows.has(key)) rows.set(key, requestRow(entry));
      const row = rows.get(key);
      if (body.rows[i] !== row) body.insertBefore(row, body.rows[i] ?? null);
    });
    while (body.rows.length > entries.length) body.lastElementChild.remove();
  };
}
