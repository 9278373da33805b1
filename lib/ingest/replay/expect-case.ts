// Test support: reads a recorded case apart from the product, by the wire format that each of its requests has.
import type { CapturedCase, CapturedRequest } from '@/lib/ingest/captured-requests';
import { expectAgents, expectWeave } from './expect-agents';
import { expectBraintrust } from './expect-braintrust';
import { expectLangfuse } from './expect-langfuse';
import { expectLangsmith } from './expect-langsmith';
import { expectOpik, expectPhoenixSpans, expectPosthog, heliconeLines } from './expect-others';
import { expectOtlp } from './expect-otlp';
import type { ExpectedCase } from './expected-step';

type Reader = (requests: readonly CapturedRequest[]) => ExpectedCase;

const READERS: readonly [RegExp, Reader][] = [
  [/\/v1\/(traces|logs)$/, expectOtlp],
  [/\/api\/public\/ingestion$/, expectLangfuse],
  [/\/runs(\/multipart|\/batch|\/[0-9a-f-]{36})?$/, expectLangsmith],
  [/\/logs3$/, expectBraintrust],
  [/\/v1\/traces\/ingest$/, expectAgents],
  [/\/call\/upsert_batch$/, expectWeave],
  [/\/v1\/private\/(traces|spans)\/batch$/, expectOpik],
  [/^\/batch\/$/, expectPosthog],
  [/\/v1\/projects\/[^/]+\/spans$/, expectPhoenixSpans],
  [/\/custom\/v1\/log$/, (requests) => ({ runIds: new Set(), steps: heliconeLines(requests) })],
];

export function expectCase({ requests }: CapturedCase): ExpectedCase {
  const runIds = new Set<string>();
  const steps = READERS.flatMap(([pattern, read]) => {
    const own = requests.filter(({ method, path }) => method !== 'GET' && pattern.test(path.replace(/\?.*$/, '')));
    if (own.length === 0) return [];
    const found = read(own);
    for (const runId of found.runIds) runIds.add(runId);
    return found.steps;
  });
  return { runIds, steps };
}
