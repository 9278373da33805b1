import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';
import { policyFigures } from './policyqa';

// Spans that experts marked in privacy policies. Skipped by name where absent.
const data = sharedFolder() ? join(sharedFolder() as string, 'data') : null;

describe.skipIf(!data)('PolicyQA spans', () => {
  const figures = data ? policyFigures(data) : null;

  it.each(['segment', 'policy'] as const)(
    'are anchored at their own offsets in the %s, or named ambiguous with them, in 99 of 100 cases',
    (whole) => {
      const { questions, spans, exact, ambiguous, questionsRight, wrong } = (figures as NonNullable<typeof figures>)[whole];
      console.log(`PolicyQA, ${whole}: of ${spans} spans ${exact} exact, ${ambiguous} ambiguous with their place`, wrong);
      expect(questions).toBe(1582);
      expect((exact + ambiguous) / spans).toBeGreaterThanOrEqual(0.99);
      expect(questionsRight / questions).toBeGreaterThanOrEqual(0.99);
    },
  );
});
