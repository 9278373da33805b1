// How surely a small change to a true quote is caught, and how often an untouched one raises an alarm, by kind of change.
// npx tsx bench/mutations.ts --data ../shared/data [--each 150] [--seed 1] [--misses 5] [--only "digit changed"]
import { parseArgs } from 'node:util';
import { printTable } from './mutations/outcome-table';
import { fieldOutcomes } from './mutations/field-cases';
import { type Outcome, sentenceOutcomes } from './mutations/sentence-cases';
import { financebench, policyqa, ragtruth, wice } from './mutations/shared-quotes';
import { invoices, receipts } from './mutations/shared-records';

const { values } = parseArgs({
  options: {
    data: { type: 'string', default: '../shared/data' },
    each: { type: 'string', default: '150' },
    seed: { type: 'string', default: '1' },
    misses: { type: 'string', default: '0' },
    only: { type: 'string' },
    set: { type: 'string' },
  },
});
const limit = Number(values.each);
const outcomes: Outcome[] = [];
for (const read of [financebench, policyqa, wice, ragtruth]) {
  if (values.set && values.set !== read.name) continue;
  const quotes = await read(values.data, limit);
  outcomes.push(...sentenceOutcomes(quotes, Number(values.seed)));
  console.log(`${read.name}: ${quotes.length} quotes`);
}
for (const read of [invoices, receipts]) {
  if (values.set && values.set !== read.name) continue;
  const records = await read(values.data);
  outcomes.push(...fieldOutcomes(records, Number(values.seed)));
  console.log(`${read.name}: ${records.length} records`);
}
const shown = outcomes.filter(({ mutation }) => !values.only || mutation === values.only);
printTable(shown);
for (const name of new Set(shown.map(({ mutation }) => mutation))) {
  const misses = shown.filter((one) => one.mutation === name && !one.isStrict).slice(0, Number(values.misses));
  for (const { set, original, mutated, said } of misses) console.log(`\n${name}, ${set}\n  ${original}\n  ${mutated}\n  ${said}`);
}
const alarms = new Map(
  shown.flatMap(({ alarm, original, set }) => (alarm === null ? [] : [[original, `${set}: ${original}\n  ${alarm}`]])),
);
for (const alarm of [...alarms.values()].slice(0, 4 * Number(values.misses))) console.log(`\nalarm, ${alarm}`);
