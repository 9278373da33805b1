import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';
import { receiptFigures } from './sroie';

// Scanned receipts with the values that people typed. Skipped by name where absent.
const data = sharedFolder() ? join(sharedFolder() as string, 'data') : null;

describe.skipIf(!data)('SROIE receipts', () => {
  it('show every value that stands in the text lines with its box or boxes', async () => {
    const { standing, shown, failures } = await receiptFigures(data as string);
    console.log(`SROIE: ${shown} of ${standing} values that stand in the lines are shown with boxes`);
    expect(standing).toBeGreaterThanOrEqual(70);
    expect(failures).toEqual([]);
  });
});
