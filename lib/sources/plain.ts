// Plain run records, the product's own JSON: whole runs posted at once, with steps beside them or without.
import { readRunRecords } from './run-records';
import type { Source } from './source';

export const plain: Source = {
  name: 'plain',
  surfaces: [{ method: 'POST', path: /\/api\/v1\/runs$/, read: readRunRecords }],
};
