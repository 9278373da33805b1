// Loads real data through the public API of a started Countersign and says what came of it.
// npx tsx bench/load-shared.ts --url http://localhost:3000 --key cs_… --data ../shared/data [--stride 10] [--only SROIE]
import { parseArgs } from 'node:util';
import { tauBench, whoAndWhen } from './shared-data/agents';
import { ApiClient, type CheckedRun, type Failure } from './shared-data/api-client';
import type { DataSet } from './shared-data/data-set';
import { financebench, questionsOf } from './shared-data/financebench';
import { ragtruth } from './shared-data/ragtruth';
import { invoice2data, sroie } from './shared-data/receipts';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:3000' },
    key: { type: 'string', default: process.env.COUNTERSIGN_BOOTSTRAP_API_KEY ?? '' },
    data: { type: 'string', default: process.env.COUNTERSIGN_SHARED ? `${process.env.COUNTERSIGN_SHARED}/data` : '../shared/data' },
    stride: { type: 'string', default: '10' },
    only: { type: 'string' },
  },
});

const client = new ApiClient(values.url, values.key);
const sets: DataSet[] = [
  ragtruth(values.data, Number(values.stride)),
  financebench(values.data),
  invoice2data(values.data),
  sroie(values.data),
  whoAndWhen(values.data),
  tauBench(values.data),
].filter((set) => !values.only || set.name === values.only);

const failures: (Failure & { set: string })[] = [];
console.log('set            runs  documents  claims  findings  items  failed');
for (const set of sets) {
  const failed = await load(set);
  const refused = new Set(failed.map((failure) => failure.id));
  const checked = await client.waitForChecks(new Set(set.runs.map((run) => run.run_id).filter((id) => !refused.has(id))));
  for (const run of set.runs)
    if (!checked.has(run.run_id) && !refused.has(run.run_id)) failed.push({ id: run.run_id, why: 'accepted, but not checked in time' });
  failures.push(...failed.map((failure) => ({ ...failure, set: set.name })));
  const total = (of: (run: CheckedRun) => unknown[]) => [...checked.values()].reduce((sum, run) => sum + of(run).length, 0);
  const figures = [
    checked.size,
    set.documents.length,
    total((run) => run.claims),
    total((run) => run.findings),
    total((run) => run.items),
    failed.length,
  ];
  console.log(set.name.padEnd(13), ...figures.map((figure) => String(figure).padStart(8)));
  if (set.name === 'SROIE') reportFields(checked);
}
for (const failure of failures) console.log(`failed: ${failure.set} ${failure.id}: ${failure.why}`);
console.log(`${failures.length} failed; FinanceBench questions in the set: ${questionsOf(values.data).length}`);
process.exit(failures.length ? 1 : 0);

async function load(set: DataSet): Promise<Failure[]> {
  const failed: Failure[] = [];
  for (const { documentId, bytes, mediaType, metadata } of set.documents)
    failed.push(...(await client.postDocument(documentId, bytes, mediaType, metadata)));
  failed.push(...(await client.postRuns(set.runs)));
  return failed;
}

function reportFields(checked: Map<string, CheckedRun>): void {
  const claims = [...checked.values()].flatMap((run) => run.claims);
  const shown = claims.filter((claim) => claim.anchors.some((anchor) => anchor.boxes.length > 0));
  console.log(`  fields shown with a box: ${shown.length} of ${claims.length}`);
  for (const claim of claims.filter((candidate) => !shown.includes(candidate)))
    console.log(`  without a box: ${claim.path} ${claim.text} (${claim.state})`);
}
