import { expect, it } from 'vitest';
import { fuzzOtlp } from './fuzz-otlp';

// The long form, a million inputs: bench/fuzz-otlp.ts.
it('readers and sources take or refuse in words whatever comes, in steps that the length of the input bounds', () => {
  const report = fuzzOtlp({ seed: 7, inputs: 4000 });
  expect(report.read + report.refused).toBe(4000);
  // Were nearly all refused at the frame, nothing behind it would have been tried.
  expect(report.read).toBeGreaterThan(1000);
  expect(report.items).toBeGreaterThan(500);
  expect(report.refused).toBeGreaterThan(500);
});
