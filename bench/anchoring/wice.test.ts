import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';
import { wiceFigures } from './wice';

// Sentences with the web page each cites, and the sentences of it that people named. Skipped by name where absent.
const data = sharedFolder() ? join(sharedFolder() as string, 'data') : null;

describe.skipIf(!data)('WiCE claims', () => {
  it('are pointed at one sentence that people named, first in 82 % and among three in 95 %, and never found word for word where nobody found support', () => {
    const { claims, first, amongThree, falselyFound, sentencesPerPlace } = wiceFigures(data as string);
    console.log(`WiCE: of ${claims} claims the first place is a named sentence for ${first}, one of three for ${amongThree}`);
    expect(claims).toBeGreaterThan(100);
    expect(falselyFound).toEqual([]);
    expect(sentencesPerPlace).toBeLessThan(1.3);
    expect(first / claims).toBeGreaterThanOrEqual(0.82);
    expect(amongThree / claims).toBeGreaterThanOrEqual(0.95);
  });
});
