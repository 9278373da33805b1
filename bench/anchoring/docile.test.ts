import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';
import { drawnFigures } from './docile';

// A business document with the boxes that people drew. Skipped by name where absent.
const data = sharedFolder() ? join(sharedFolder() as string, 'data') : null;

describe.skipIf(!data)('DocILE document', () => {
  it('has its boxes where people drew theirs', () => {
    const { right, wrong } = drawnFigures(data as string);
    console.log(`DocILE: ${right} values on the boxes people drew`, wrong);
    expect(right / (right + wrong.length)).toBeGreaterThanOrEqual(0.85);
  });
});
