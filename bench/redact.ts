// Masking throughput: MB/s of the rules over canonical runs as a ratio to JSON.stringify of the same runs, in the same process.
// node --conditions=react-server --import tsx bench/redact.ts [--spans 4000] [--rounds 5]
import { parseArgs } from 'node:util';
import { DEFAULT_PRIVACY_RULES, type PrivacyRules, privacyRulesSchema } from '@/lib/domain/privacy-rules';
import type { CanonicalRun } from '@/lib/domain/run/run';
import { encodeTraces } from '@/lib/ingest/encode-otlp';
import { decodeTraces } from '@/lib/ingest/otlp-protobuf';
import { redactRun } from '@/lib/privacy/redact-run';
import { Redactor, readyRules } from '@/lib/privacy/redactor';
import { RECOGNISERS } from '@/lib/privacy/registry';
import { SOURCES } from '@/lib/sources/registry';
import { runsFromSpans } from '@/lib/sources/runs-from-spans';
import { benchSpans } from './ingest/spans';

const { values } = parseArgs({ options: { spans: { type: 'string', default: '4000' }, rounds: { type: 'string', default: '5' } } });
const rounds = Number(values.rounds);
const runs = runsFromSpans(decodeTraces(encodeTraces(benchSpans(Number(values.spans)))).items, SOURCES);
const text = (run: CanonicalRun) => JSON.stringify(run, (_name, value: unknown) => (typeof value === 'bigint' ? Number(value) : value));
const bytes = runs.reduce((sum, run) => sum + Buffer.byteLength(text(run)), 0);
const key = Buffer.alloc(32, 7);
const all = privacyRulesSchema.parse({ recognisers: Object.fromEntries(RECOGNISERS.map(({ id }) => [id, 'tokenise'])) });
const mailAndCards = privacyRulesSchema.parse({ recognisers: { secret: 'mask', email: 'tokenise', card: 'tokenise', iban: 'tokenise' } });

const plain = runs.map((run) => JSON.parse(text(run)) as CanonicalRun);
const stringify = best(() => {
  for (const run of plain) JSON.stringify(run);
});
console.log(`${runs.length} runs, ${(bytes / 1e6).toFixed(1)} MB of canonical JSON, best of ${rounds} rounds`);
report('JSON.stringify', stringify);
report('default rules', redacting(DEFAULT_PRIVACY_RULES));
report('keys, mail, cards, IBAN', redacting(mailAndCards));
report(`all ${RECOGNISERS.length} recognisers`, redacting(all));

function redacting(rules: PrivacyRules): number {
  const ready = readyRules(rules);
  return best(() => {
    const redactor = new Redactor(ready, key);
    for (const run of runs) redactRun(run, redactor);
  });
}

/** Milliseconds of the fastest round, after one that is not counted. */
function best(work: () => void): number {
  work();
  return Math.min(
    ...Array.from({ length: rounds }, () => {
      const startedAt = performance.now();
      work();
      return performance.now() - startedAt;
    }),
  );
}

function report(name: string, ms: number): void {
  console.log(`${name.padEnd(26)} ${(bytes / 1e3 / ms).toFixed(0).padStart(5)} MB/s  ${(stringify / ms).toFixed(2)} of JSON.stringify`);
}
