import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CapturedCase, capturedCases } from '@/lib/ingest/captured-requests';
import { type DoorTestBench, doorTestBench, storedRuns } from '@/lib/ingest/door-test-bench';
import { drainInbox } from '@/lib/ingest/drain-inbox';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';
import { compareCase, emptyTally, FIELDS } from './compare-case';
import { expectCase } from './expect-case';
import { MARKS, NOT_TAKEN, readTable, RECORDED, type Replayed, tracersTable } from './tracers-page';

const cases = capturedCases(Object.keys(RECORDED));
const PAGE = 'docs/tracers.md';
const replayed = new Map<string, Replayed>();
const differing: string[] = [];

let bench: DoorTestBench;
beforeAll(async () => {
  bench = await doorTestBench();
});
afterAll(() => bench.close());

/** Sends the requests one after the other as they were recorded; what an SDK would not have wanted to hear comes back in words. */
async function replay({ requests }: CapturedCase) {
  const { actor, key } = await bench.freshProject();
  const unwanted: string[] = [];
  for (const { method, path, headersWith, body, recordedStatus } of requests) {
    const response = await fetch(`${bench.url}${path}`, {
      method,
      headers: headersWith(key),
      ...(method === 'GET' ? {} : { body: new Uint8Array(body) }),
    });
    const text = await response.text();
    const isLeftOut = NOT_TAKEN.some(([verb, pattern]) => verb === method && pattern.test(path));
    // Where the recording server played a failure, ours does not fail.
    const isWanted = isLeftOut ? response.status === 404 : recordedStatus < 300 ? response.status === recordedStatus : response.ok;
    if (!isWanted) unwanted.push(`${method} ${path} is answered ${response.status}, not ${recordedStatus}: ${text.slice(0, 200)}`);
  }
  await drainInbox({ projectId: actor.projectId });
  return { runs: await storedRuns(actor), unwanted };
}

function versionOf(sdk: string): string {
  const leading = RECORDED[sdk]?.[1] ?? '';
  const about = readFileSync(join(sharedFolder() ?? '', 'captures', sdk, 'README.md'), 'utf8');
  const version = about.split(/[ ,]*(?:\.\n|, |\s\[[^\]]*\] |: )/).find((part) => part.trim().startsWith(`${leading} `));
  return version?.trim() ?? leading;
}

describe.runIf(cases.length > 0)('recorded requests of published SDKs', () => {
  it.each(cases.map((captured) => [`${captured.sdk}/${captured.name}`, captured] as const))(
    '%s is answered as its SDK wants and stored as it was sent',
    async (name, captured) => {
      const { runs, unwanted } = await replay(captured);
      const { tally, differences } = compareCase(expectCase(captured), runs);
      tally.answers = { right: captured.requests.length - unwanted.length, all: captured.requests.length };
      const { sdk } = captured;
      const sum = replayed.get(sdk) ?? { sdk, version: versionOf(sdk), cases: 0, tally: emptyTally() };
      replayed.set(sdk, sum);
      sum.cases += 1;
      for (const field of FIELDS) {
        sum.tally[field].right += tally[field].right;
        sum.tally[field].all += tally[field].all;
      }
      differing.push(...[...unwanted, ...differences].map((difference) => `${name}: ${difference}`));
      expect([...unwanted, ...differences]).toEqual([]);
    },
  );

  it('are stored as completely as docs/tracers.md says', () => {
    const rows = Object.keys(RECORDED).flatMap((sdk) => replayed.get(sdk) ?? []);
    const page = existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : `# Tracers\n\n${MARKS.join('\n')}\n`;
    const [before = '', rest = ''] = page.split(MARKS[0]);
    if (process.env.UPDATE_DOCS)
      writeFileSync(PAGE, `${before}${MARKS[0]}\n${tracersTable(rows)}\n${MARKS[1]}${rest.split(MARKS[1])[1] ?? '\n'}`);
    if (process.env.REPLAY_REPORT) writeFileSync(process.env.REPLAY_REPORT, differing.join('\n'));
    const documented = readTable(readFileSync(PAGE, 'utf8'));
    const worse = rows.flatMap(({ sdk, tally }) =>
      FIELDS.flatMap((field) => {
        const figure = documented.get(RECORDED[sdk]?.[0] ?? '')?.get(field);
        const [right = 0, all = 0] = figure === undefined || figure === '–' ? [] : figure.split('/').map(Number);
        const isAsSaid = tally[field].right >= right && tally[field].all - tally[field].right <= all - right;
        return isAsSaid ? [] : [`${sdk}, ${field}: ${tally[field].right}/${tally[field].all}, documented ${figure}`];
      }),
    );
    expect(worse, `\n${differing.join('\n')}\nUPDATE_DOCS=1 writes ${PAGE} anew.`).toEqual([]);
  });
});
