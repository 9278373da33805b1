// The table: mutation × cases, caught strictly, caught at all, false alarms on the same quotes untouched.
import type { Outcome } from './sentence-cases';

export interface Row {
  name: string;
  cases: number;
  strict: number;
  loose: number;
  /** Share of different untouched texts that raised an alarm. */
  alarms: number;
}

export function rowsOf(outcomes: readonly Outcome[]): Row[] {
  const names = [...new Set(outcomes.map(({ mutation }) => mutation))];
  return [
    ...names.map((name) =>
      rowOf(
        name,
        outcomes.filter(({ mutation }) => mutation === name),
      ),
    ),
    rowOf('all', outcomes),
  ];
}

function rowOf(name: string, outcomes: readonly Outcome[]): Row {
  const share = (count: number) => count / Math.max(1, outcomes.length);
  return {
    name,
    cases: outcomes.length,
    strict: share(outcomes.filter(({ isStrict }) => isStrict).length),
    loose: share(outcomes.filter(({ isLoose, isStrict }) => isLoose || isStrict).length),
    alarms: share(outcomes.filter(({ alarm }) => alarm !== null).length),
  };
}

export function printTable(outcomes: readonly Outcome[]): void {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  console.log('\n| mutation | cases | strict | loose | false alarms |\n|---|---|---|---|---|');
  for (const { name, cases, strict, loose, alarms } of rowsOf(outcomes))
    console.log(`| ${name} | ${cases} | ${percent(strict)} | ${percent(loose)} | ${percent(alarms)} |`);
}
