import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { getVerifier, removeVerifier, saveVerifier } from '@/lib/data/checking/verifier';
import { resetEnv } from '@/lib/env';
import { log } from '@/lib/log';
import { answerJson, answerText, type LoopbackVerifier } from '@/lib/verifier/loopback-verifier';
import { RIGHT_ANSWER } from '@/prisma/scenarios/posted-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { FILLER, isDown, PARAPHRASE, SECRET, type VerifierTestBench, verifierTestBench } from './verifier-test-bench';

let db: TestDatabase;
let bench: VerifierTestBench;
beforeAll(async () => {
  vi.stubEnv('COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS', '127.0.0.1');
  resetEnv();
  db = await testDatabase();
});
afterAll(async () => {
  await db.close();
  vi.unstubAllEnvs();
  resetEnv();
});
beforeEach(async () => {
  bench = await verifierTestBench(db);
});
afterEach(() => bench.close());

describe('a run of a project with a verifier', () => {
  it('settles with what the verifier said: risk moves, and the term says why', async () => {
    await bench.connect();
    const [faithful, invented] = [await bench.settled(PARAPHRASE), await bench.settled(FILLER)];
    const [low, high] = [await bench.read(faithful), await bench.read(invented)];
    expect(low.terms).toMatchObject([{ name: 'verifier: support 0.98', contribution: -3 }]);
    expect(high.terms).toMatchObject([{ name: 'verifier: support 0.02', contribution: 3 }]);
    const [textLow, textHigh] = [await bench.withoutVerifier(PARAPHRASE), await bench.withoutVerifier(FILLER)];
    expect(low.risk).toBeLessThan(textLow.risk ?? 0);
    expect(high.risk).toBeGreaterThan(textHigh.risk ?? 1);
    expect([low.findings, high.findings, textLow.terms]).toEqual([[], [], []]);
    expect(bench.stand.calls[0]?.pairs).toMatchObject([
      {
        claim: PARAPHRASE,
        evidence: [expect.stringContaining('original payment method') as string],
        question: expect.stringContaining('order be returned') as string,
      },
    ]);
  });

  it('has a judge asked as well as a scorer', async () => {
    await bench.connect({ kind: 'judge', url: bench.stand.judgeUrl, model: 'large-1' });
    const runId = await bench.settled(FILLER);
    expect((await bench.read(runId)).terms).toMatchObject([{ name: 'verifier: support 0.02' }]);
    expect(bench.stand.calls[0]?.path).toBe('/v1/chat/completions');
  });

  it('asks about a pair once, in whichever run it comes again, and never takes the word of another project', async () => {
    await bench.connect();
    for (let time = 0; time < 3; time++) await bench.settled(FILLER);
    expect(bench.stand.claims()).toEqual([FILLER]);
    expect(await getVerifier(bench.actor)).toMatchObject({ known_scores: 1, use: { calls: 1, pairs: 1 } });
    const other = await db.createProject();
    await bench.connect({}, other);
    bench.stand.opinion = () => 0.6;
    const runId = await bench.settled(FILLER, other);
    expect((await bench.read(runId, other)).terms).toMatchObject([{ name: 'verifier: support 0.60' }]);
    expect(bench.stand.calls).toHaveLength(2);
  });

  it('asks once about a sentence that stands twice in one output', async () => {
    await bench.connect();
    const runId = await bench.settled(`${FILLER} ${RIGHT_ANSWER} ${FILLER}`);
    expect(bench.stand.claims().filter((claim) => claim === FILLER)).toHaveLength(1);
    expect((await bench.read(runId)).terms).toHaveLength(3);
  });

  it('is checked as without one while it is switched off, and after it was removed', async () => {
    await bench.connect();
    await saveVerifier(bench.actor, { settings: { kind: 'scorer', url: bench.stand.scorerUrl }, is_on: false });
    const first = await bench.settled(FILLER);
    await removeVerifier(bench.actor);
    const second = await bench.settled(FILLER);
    expect([(await bench.read(first)).terms, (await bench.read(second)).terms, bench.stand.calls]).toEqual([[], [], []]);
    expect((await bench.read(first)).codes).not.toContain('verifier_missing');
  });
});

describe('while the verifier is away', () => {
  it.each([
    ['fails', isDown],
    ['hangs', () => undefined],
    ['is a web page', (response) => answerText(response, '<html>', 200)],
    ['gives nonsense', (response) => answerJson(response, { scores: [{ id: '1', support: 7 }] })],
  ] as [string, NonNullable<LoopbackVerifier['fault']>][])(
    'and %s, everything settles with the risk of the text, and says so',
    async (_what, fault) => {
      await bench.connect();
      bench.stand.fault = fault;
      const runId = await bench.settled(FILLER);
      const [run, text] = [await bench.read(runId), await bench.withoutVerifier(FILLER)];
      expect([run.phase, run.risk, run.risks, run.terms]).toEqual(['evaluated', text.risk, text.risks, []]);
      expect(run.findings).toMatchObject([
        {
          severity: 'low',
          detail: expect.stringMatching(/did not judge 1 of 1 sentence: (it is away \(.+\)|1 of 1 pairs got no usable score)/) as string,
        },
      ]);
      expect(await bench.waiting()).toEqual([runId]);
      expect(await bench.jobs()).toHaveLength(1);
    },
  );

  it('is left alone after three failures, and asked by one request when the pause is over', async () => {
    await bench.connect();
    bench.stand.fault = isDown;
    const output = (index: number) => `${FILLER.slice(0, -1)} number ${index}.`;
    for (let index = 0; index < 3; index++) await bench.settled(output(index));
    const callsBefore = bench.stand.calls.length;
    const view = await getVerifier(bench.actor);
    expect(view).toMatchObject({
      state: 'away',
      waiting_runs: 3,
      last_error: expect.stringContaining('not available now (503)') as string,
    });
    expect(view.away_since).not.toBeNull();
    await bench.settled(output(3));
    expect(bench.stand.calls).toHaveLength(callsBefore);
    await bench.letTimePass();
    await Promise.all([4, 5, 6, 7].map(async (index) => bench.settled(output(index))));
    expect(new Set(bench.stand.calls.slice(callsBefore).flatMap(({ pairs }) => pairs.map(({ claim }) => claim))).size).toBe(1);
    expect(await bench.waiting()).toHaveLength(8);
  });

  it('waits as long as it was asked to', async () => {
    await bench.connect();
    bench.stand.fault = (response) => answerText(response, '', 429, { 'retry-after': '1800' });
    await bench.settled(FILLER);
    expect(await getVerifier(bench.actor)).toMatchObject({
      state: 'away',
      last_error: expect.stringContaining('slow down (429)') as string,
    });
    const [ms = 0] = await bench.jobs();
    expect(ms).toBeGreaterThan(1_700_000);
  });

  it('writes no credential into any log or table, also when the verifier repeats it', async () => {
    await bench.connect();
    const written: unknown[] = [];
    for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const)
      vi.spyOn(log, level).mockImplementation((...args: unknown[]) => void written.push(args));
    bench.stand.fault = (response) => answerJson(response, { error: `no access for ${SECRET}` }, 401);
    await bench.settled(FILLER);
    vi.restoreAllMocks();
    expect(JSON.stringify(written)).not.toContain('canary');
    for (const table of ['verifier', 'finding', 'verifier_wait', 'run']) {
      const { rows } = await bench.owner.query<{ row: string }>(`SELECT t::text AS row FROM ${table} t`);
      expect(rows.map(({ row }) => row).join()).not.toContain('canary');
    }
  });
});

describe('the budget', () => {
  it('of a day is kept; what is over it settles by the text and is judged the next day', async () => {
    await bench.connect({ max_pairs_per_day: 2 });
    const runId = await bench.settled(`${FILLER} ${RIGHT_ANSWER} ${PARAPHRASE}`);
    expect(bench.stand.claims()).toHaveLength(2);
    expect(await bench.read(runId)).toMatchObject({
      phase: 'evaluated',
      findings: [{ detail: expect.stringContaining('budget of 2 pairs a day') as string }],
    });
    expect(await getVerifier(bench.actor)).toMatchObject({ state: 'over_budget', use: { pairs: 2 }, waiting_runs: 1 });
    await bench.verify();
    expect(bench.stand.claims()).toHaveLength(2);
    await bench.owner.query(`UPDATE verifier_use SET day = day - 1 WHERE project_id = $1`, [bench.actor.projectId]);
    await bench.verify();
    expect(bench.stand.claims()).toHaveLength(3);
    expect((await bench.read(runId)).terms).toHaveLength(3);
    expect(await bench.waiting()).toEqual([]);
  });

  it('of a run takes the sentences that need it most, and nothing waits for the others', async () => {
    await bench.connect({ max_pairs_per_run: 1 });
    const runId = await bench.settled(`${RIGHT_ANSWER} ${FILLER}`);
    expect(bench.stand.claims()).toEqual([FILLER]);
    expect((await bench.read(runId)).findings).toMatchObject([
      { detail: expect.stringContaining('asked about 1 of a run at most') as string },
    ]);
    expect(await bench.waiting()).toEqual([]);
  });
});

it('what was masked at the door is sent as it is stored: masked', async () => {
  await bench.connect();
  const token = `⟦email:tok_${'b'.repeat(24)}⟧`;
  await bench.settled(`Write to ${token} about refunds for your order.`);
  expect(bench.stand.claims()[0]).toContain(token);
});
