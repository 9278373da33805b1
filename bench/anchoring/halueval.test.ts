import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';
import { sourcelessFigures } from './halueval';

// Answers to general questions, without any source. Skipped by name where absent.
const data = sharedFolder() ? join(sharedFolder() as string, 'data') : null;

describe.skipIf(!data)('HaluEval answers', () => {
  it('are never borne out, and each run is said to have nothing to check against unless the request brings a text', () => {
    const { answers, supported, unsaid, withOwnText } = sourcelessFigures(data as string);
    expect(answers).toBe(300);
    expect(supported).toEqual([]);
    expect(unsaid).toEqual([]);
    expect(withOwnText).toBeLessThan(10);
  });
});
