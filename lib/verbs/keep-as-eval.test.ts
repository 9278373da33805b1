import { expect, it } from 'vitest';
import { keepAsEval } from './keep-as-eval';

it('has a set when none is named, and refuses names that no file can have', () => {
  expect(keepAsEval.payload.parse({})).toMatchObject({ set: 'regressions', evidence_required: true });
  expect(keepAsEval.payload.safeParse({ set: '../etc' }).success).toBe(false);
});
