import { expect, it } from 'vitest';
import { killRun } from './kill-run';

// The long form, 200 kills of each: bench/kill-ingest.ts.
it.each([
  ['ingest', 4, 11],
  ['postgres', 5, 12],
] as const)(
  'nothing that was acknowledged is lost or doubled when %s is killed %i times under load',
  { timeout: 240_000 },
  async (victim, kills, seed) => {
    const report = await killRun({ victim, kills, seed });
    expect(report).toMatchObject({ kills, missing: 0, surplus: 0, jobless: 0 });
    expect(report.acknowledged).toBeGreaterThan(20);
    expect(report.indexesChecked).toBeGreaterThan(60);
  },
);
