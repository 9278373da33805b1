import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CapturedCase, capturedCases } from '@/lib/ingest/captured-requests';
import { type DoorTestBench, doorTestBench, storedRuns } from '@/lib/ingest/door-test-bench';
import { drainInbox } from '@/lib/ingest/drain-inbox';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';
import { compareCase, emptyTally, FIELDS, type Tally } from './compare-case';
import { expectCase } from './expect-case';

const shared = sharedFolder();
const sdks =
  shared === null
    ? []
    : readdirSync(join(shared, 'captures'), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
const cases = capturedCases(sdks.sort());
const differing = new Map<string, string[]>();
const tallies = new Map<string, Tally>();

let bench: DoorTestBench;
beforeAll(async () => {
  bench = await doorTestBench();
});
afterAll(() => bench.close());

async function replay({ requests }: CapturedCase) {
  const { actor, key } = await bench.freshProject();
  const answers: string[] = [];
  for (const { method, path, headersWith, body, recordedStatus } of requests) {
    const response = await fetch(`${bench.url}${path}`, {
      method,
      headers: headersWith(key),
      ...(method === 'GET' ? {} : { body: new Uint8Array(body) }),
    });
    const text = await response.text();
    const isRight = recordedStatus < 300 ? response.status === recordedStatus : response.ok;
    if (!isRight) answers.push(`${method} ${path} was answered ${response.status}, not ${recordedStatus}: ${text.slice(0, 200)}`);
  }
  await drainInbox({ projectId: actor.projectId });
  return { runs: await storedRuns(actor), answers };
}

describe.runIf(cases.length > 0)('recorded requests of published SDKs', () => {
  it.each(cases.map((captured) => [`${captured.sdk}/${captured.name}`, captured] as const))('%s', async (name, captured) => {
    const { runs, answers } = await replay(captured);
    const { tally, differences } = compareCase(expectCase(captured), runs);
    const sum = tallies.get(captured.sdk) ?? emptyTally();
    for (const field of FIELDS) {
      sum[field].right += tally[field].right;
      sum[field].all += tally[field].all;
    }
    tallies.set(captured.sdk, sum);
    differing.set(name, [...answers, ...differences]);
  });

  it('report', () => {
    const lines = [...differing].flatMap(([name, list]) => list.map((line) => `${name}: ${line}`));
    writeFileSync('.cache/replay.txt', lines.join('\n'));
    writeFileSync(
      '.cache/tally.txt',
      [...tallies]
        .map(
          ([sdk, tally]) => `${sdk.padEnd(28)} ${FIELDS.map((field) => `${field} ${tally[field].right}/${tally[field].all}`).join(' | ')}`,
        )
        .join('\n'),
    );
    expect(readFileSync('.cache/replay.txt', 'utf8')).toBeDefined();
  });
});
