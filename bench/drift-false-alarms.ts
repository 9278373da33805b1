// How often the drift alarm is false on quiet weeks, and how small a real shift it sees within a week.
// npx tsx bench/drift-false-alarms.ts [--weeks 1000] [--runs 1000] [--power 100] [--seed 1]
import { parseArgs } from 'node:util';
import { judgeFamily, TESTS_A_WEEK } from '@/lib/domain/drift/drift-family';
import { DEFAULT_DRIFT_SETTINGS } from '@/lib/domain/drift/drift-settings';
import { QUIET_WORLD, type QuietWorld } from '@/lib/domain/drift/simulate-days';
import { wilsonInterval } from '@/lib/domain/statistics/wilson-interval';
import { familyAt, HISTORY_DAYS, simulateSlices, START } from './drift/simulated-family';

const { values } = parseArgs({
  options: {
    weeks: { type: 'string', default: '1000' },
    runs: { type: 'string', default: '1000' },
    /** Repetitions of each shift; 0 leaves power out. */
    power: { type: 'string', default: '100' },
    seed: { type: 'string', default: '1' },
    /** Only the worlds whose name holds this, each for all of the weeks; without it those beside the ordinary one get a quarter. */
    world: { type: 'string', default: '' },
  },
});
const [weeks, runs, repetitions, seed] = [Number(values.weeks), Number(values.runs), Number(values.power), Number(values.seed)];
const { level, min_effect: minEffect, min_cases: minCases } = DEFAULT_DRIFT_SETTINGS;

const WORLDS: { name: string; world: QuietWorld }[] = [
  { name: 'ordinary', world: QUIET_WORLD },
  { name: 'long sessions that repeat themselves', world: { ...QUIET_WORLD, sessionRuns: 12, repetition: 0.6 } },
  { name: 'restless days', world: { ...QUIET_WORLD, daySd: 0.25, neighbourCorrelation: 0 } },
  { name: 'neighbouring days alike (0.5)', world: { ...QUIET_WORLD, daySd: 0.15, neighbourCorrelation: 0.5 } },
  { name: 'independent runs, days alike', world: { ...QUIET_WORLD, daySd: 0, repetition: 0, neighbourCorrelation: 0 } },
];

const percent = (share: number | undefined) => `${(100 * (share ?? 0)).toFixed(1)} %`;

console.log(
  `Level ${percent(level)} of quiet weeks, tested daily (each day at ${percent(level / TESTS_A_WEEK)}), least effect ${minEffect}.`,
);
for (const { name, world } of WORLDS.filter((each) => each.name.includes(values.world))) {
  const weeksHere = name === 'ordinary' || values.world !== '' ? weeks : Math.ceil(weeks / 4);
  const span = { start: START, days: HISTORY_DAYS + weeksHere * 7, seed };
  const simulated = simulateSlices({ ...world, runsPerDay: runs }, span);
  let bare = 0;
  let alarms = 0;
  let naive = 0;
  for (let week = 0; week < weeksHere; week++) {
    let [isBare, isAlarm, isNaive] = [false, false, false];
    for (let day = 0; day < 7; day++) {
      const family = familyAt(simulated, HISTORY_DAYS + week * 7 + day);
      const rule = { level: level / TESTS_A_WEEK, minEffect: 0, minCases };
      isBare ||= judgeFamily(family, rule).some(({ isMoved }) => isMoved);
      isAlarm ||= judgeFamily(family, { ...rule, minEffect }).some(({ isMoved }) => isMoved);
      const asIndependent = family.map((member) => ({
        ...member,
        comparison: { ...member.comparison, pValue: member.comparison.chiSquare?.pValue ?? null },
      }));
      isNaive ||= judgeFamily(asIndependent, rule).some(({ isMoved }) => isMoved);
    }
    bare += Number(isBare);
    alarms += Number(isAlarm);
    naive += Number(isNaive);
  }
  const interval = wilsonInterval(alarms, weeksHere);
  console.log(
    `${name}, ${runs} runs a day: ${alarms} of ${weeksHere} quiet weeks with a false alarm (${percent(interval?.share)}, 95 % up to ${percent(interval?.high)}); ` +
      `without the least effect ${percent(bare / weeksHere)}; a plain chi-square ${percent(naive / weeksHere)}`,
  );
}

const SHIFTS: { name: string; values: string[]; factors: number[] }[] = [
  { name: 'refusals from 2.1 %', values: ['refusal:refused'], factors: [1.25, 1.5, 1.75, 2, 2.5, 3] },
  { name: 'missing evidence from 9 % of claims', values: ['evidence:missing'], factors: [1.15, 1.25, 1.4, 1.6, 2] },
  { name: 'nothing used of what was retrieved, from 10 %', values: ['retrieval:unused'], factors: [1.15, 1.25, 1.4, 1.6, 2] },
];
for (const { name, values: shifted, factors } of repetitions > 0 ? SHIFTS : []) {
  for (const factor of factors) {
    let seen = 0;
    for (let index = 0; index < repetitions; index++) {
      const shift = Object.fromEntries(shifted.map((value) => [value, factor]));
      const span = { start: START, days: HISTORY_DAYS, seed: seed * 1000 + index, shift, shiftFrom: HISTORY_DAYS - 7 };
      const judged = judgeFamily(familyAt(simulateSlices({ ...QUIET_WORLD, runsPerDay: runs }, span), HISTORY_DAYS - 1), {
        level: level / TESTS_A_WEEK,
        minEffect,
        minCases,
      });
      const dimension = shifted[0]?.split(':')[0];
      if (judged.some(({ isMoved, comparison }) => isMoved && comparison.dimension === dimension)) seen++;
    }
    console.log(`${name}, odds × ${factor}, ${runs} runs a day: seen within the week in ${percent(seen / repetitions)} of ${repetitions}`);
  }
}
