import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';
import { filingFigures } from './financebench';

// Company filings with the passages that people quoted from them. Skipped by name where absent.
const data = sharedFolder() ? join(sharedFolder() as string, 'data') : null;

describe.skipIf(!data)('FinanceBench filings', () => {
  it('show quoted evidence on its page, with boxes over the quoted words, cited or not', { timeout: 900_000 }, async () => {
    const { quotes, looks, rightPage, right, failures } = await filingFigures(data as string);
    console.log(`FinanceBench: ${rightPage} of ${looks} looks on the right page, ${right} with boxes over the words`, failures);
    expect(quotes).toBeGreaterThanOrEqual(20);
    expect(rightPage / looks).toBeGreaterThanOrEqual(0.98);
    expect(right / looks).toBeGreaterThanOrEqual(0.98);
  });
});
