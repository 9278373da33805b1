import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withProject } from '@/lib/data/database';
import type { Actor } from '@/lib/domain/policy';
import { type CapturedCase, type CapturedRequest, capturedCases } from '@/lib/ingest/captured-requests';
import { type DoorTestBench, doorTestBench, storedRuns } from '@/lib/ingest/door-test-bench';
import { doorRoute } from '@/lib/ingest/door-route';
import { drainInbox } from '@/lib/ingest/drain-inbox';
import { splitRequest } from './split-request';
import { NOT_TAKEN, RECORDED } from './tracers-page';

/** Seconds of processor time that this may take on a slow machine. */
const TIME_LIMIT_MS = 45_000;

let bench: DoorTestBench;
beforeAll(async () => {
  bench = await doorTestBench();
});
afterAll(() => bench.close());

const isLeftOut = ({ method, path }: CapturedRequest) => NOT_TAKEN.some(([verb, pattern]) => verb === method && pattern.test(path));

/** Cases of doors that are there; that all of them are is what the replay itself shows. */
const cases = capturedCases(Object.keys(RECORDED)).filter(({ requests }) =>
  requests
    .filter((request) => !isLeftOut(request))
    .every(({ method, path, headers }) => {
      const { kind } = doorRoute(method, path.replace(/\?.*$/, ''), headers.get('content-type') ?? '');
      return kind === 'otlp' || kind === 'surface';
    }),
);

/** Everything that came of a project's requests, without the times of their arrival. */
async function content(actor: Actor) {
  const { projectId } = actor;
  const scores = await withProject(projectId, (tx) =>
    tx.score.findMany({ where: { projectId }, orderBy: [{ source: 'asc' }, { scoreId: 'asc' }] }),
  );
  return {
    runs: withoutPlaces(await storedRuns(actor)),
    scores: scores.map(({ projectId: _project, receivedAt: _received, at: _at, ...score }) => score),
  };
}

/** Which place an item had in its request is kept for those that share an instant; another cut gives other places. */
function withoutPlaces(runs: Awaited<ReturnType<typeof storedRuns>>): unknown[] {
  return runs.map(({ contentHashes: _hashes, ...run }) =>
    JSON.parse(
      JSON.stringify(run, (key, value: unknown) =>
        /(^|\.)ordinal$/.test(key) ? undefined : typeof value === 'bigint' ? String(value) : value,
      ),
    ),
  );
}

async function storedAfter(requests: readonly CapturedRequest[]) {
  const { actor, key } = await bench.freshProject();
  for (const { method, path, headersWith, body } of requests) {
    const response = await fetch(`${bench.url}${path}`, {
      method,
      headers: headersWith(key),
      ...(method === 'GET' ? {} : { body: new Uint8Array(body) }),
    });
    await response.arrayBuffer();
    expect(response.ok, `${method} ${path}: ${response.status}`).toBe(true);
  }
  await drainInbox({ projectId: actor.projectId });
  return content(actor);
}

/** One or two cases at once, cut into pieces or not, in any order, some of it a second time. */
const delivery = fc
  .tuple(fc.subarray(cases, { minLength: 1, maxLength: 2 }), fc.boolean())
  .chain(([of, isSplit]) => {
    const pieces = of.flatMap(({ requests }) =>
      requests.filter((request) => !isLeftOut(request)).flatMap((request) => (isSplit ? splitRequest(request) : [request])),
    );
    return fc.tuple(fc.constant(of), fc.shuffledSubarray(pieces, { minLength: pieces.length }), fc.shuffledSubarray(pieces));
  })
  .map(([of, once, again]) => ({ of, sent: [...once, ...again] }));

const byRunId = (a: unknown, b: unknown) => ((a as { runId: string }).runId < (b as { runId: string }).runId ? -1 : 1);

describe.runIf(cases.length > 0)('recorded requests in any order', () => {
  const inOrder = new Map<CapturedCase, Awaited<ReturnType<typeof content>>>();
  const expected = async (of: CapturedCase) => {
    const known = inOrder.get(of) ?? (await storedAfter(of.requests.filter((request) => !isLeftOut(request))));
    inOrder.set(of, known);
    return known;
  };

  it('leave the same content: twice, shuffled, split and interleaved', { timeout: TIME_LIMIT_MS * 4 }, async () => {
    await fc.assert(
      fc.asyncProperty(delivery, async ({ of, sent }) => {
        const stored = await storedAfter(sent);
        const apart = await Promise.all(of.map(expected));
        const names = of.map(({ sdk, name }) => `${sdk}/${name}`).join(' with ');
        expect(stored.runs, names).toEqual(apart.flatMap(({ runs }) => runs).sort(byRunId));
        expect(stored.scores, names).toEqual(
          apart.flatMap(({ scores }) => scores).sort((a, b) => (`${a.source}\0${a.scoreId}` < `${b.source}\0${b.scoreId}` ? -1 : 1)),
        );
      }),
      { numRuns: 150, interruptAfterTimeLimit: TIME_LIMIT_MS },
    );
  });
});
