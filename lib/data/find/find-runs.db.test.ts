import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/lib/domain/policy';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { findRuns } from './find-runs';
import { indexSearchPage } from './index-search';
import { writeSearchRow } from './search-row';

let db: TestDatabase;
let actor: Actor;
let stranger: Actor;

interface Text {
  runId: string;
  input?: string;
  output?: string;
  passages?: string[];
}

const TEXTS: Text[] = [
  {
    runId: 'en',
    input: 'How long do refunds take?',
    output: 'Refunds take 14 days, says the policy.',
    passages: ['Refunds are paid within 14 days.'],
  },
  {
    runId: 'en-2',
    input: 'Where is invoice INV-2041?',
    output: 'Invoice INV-2041 was rejected: the “total” didn’t match.',
    passages: ['INV-2041\nTotal 12.50'],
  },
  { runId: 'de', input: 'Wie lange läuft der Vertrag?', output: 'Die Größe der Straße im Rechnungsnummernkreis.', passages: [] },
  { runId: 'fr', input: 'Où est ma réponse?', output: 'Le café naïf est fermé.', passages: ['garçon'] },
  { runId: 'zh', input: '退款期限是多少天？', output: '退款期限为十四天。', passages: ['第三条 退款期限从签收之日起计算。'] },
  { runId: 'ar', input: 'متى تصل الفاتورة؟', output: 'تصل الفاتُورَة خلال ثلاثة أيام', passages: ['فاتورة رقم ٤٢'] },
  { runId: 'ru', input: 'Когда придёт счёт?', output: 'Счёт придёт завтра.', passages: [] },
  { runId: 'ja', input: 'ガイドはどこですか', output: 'ｶﾞｲﾄﾞは三階です。', passages: [] },
  { runId: 'json', input: 'extract', output: '{"customer": {"name": "Öztürk"}, "total": 99.5}', passages: [] },
];

async function add(projectId: string, { runId, input = '', output = '', passages = [] }: Text, minute: number): Promise<void> {
  const at = new Date(Date.UTC(2026, 10, 21, 8, minute));
  await withProject(projectId, async (tx) => {
    await tx.run.create({
      data: {
        projectId,
        runId,
        source: 'plain',
        phase: 'evaluated',
        receivedAt: at,
        lastStepAt: at,
        startedAt: at,
        revision: 'r1',
        codes: [],
      },
    });
    await tx.passage.createMany({
      data: passages.map((content, ordinal) => ({
        projectId,
        runId,
        revision: 'r1',
        ordinal,
        passageId: `p${ordinal}`,
        documentId: `doc-${runId}`,
        content,
      })),
    });
    await writeSearchRow(tx, projectId, runId, { input, output, context: ['', ...passages].join('\n') });
  });
}

beforeAll(async () => {
  db = await testDatabase();
  actor = await db.createProject();
  stranger = await db.createProject();
  for (const [index, text] of TEXTS.entries()) await add(actor.projectId, text, index);
});
afterAll(() => db.close());

async function found(asked: string): Promise<string[]> {
  return ((await findRuns(actor, asked))?.hits ?? []).map(({ runId }) => runId);
}

describe('a phrase finds runs', () => {
  it.each([
    ['refunds take', ['en']],
    ['REFUNDS  TAKE 14', ['en']],
    ['efunds tak', ['en']],
    ['efund', ['en']],
    ['paid within', ['en']],
    ['the "total" didn\'t match', ['en-2']],
    ['the total didn’t match', ['en-2']],
    ['INV-2041 Total 12.50', ['en-2']],
    ['inv 2041', ['en-2']],
    ['2041', ['en-2']],
    ['grosse der strasse', ['de']],
    ['nummernkreis', ['de']],
    ['lauft der', ['de']],
    ['cafe naif', ['fr']],
    ['garcon', ['fr']],
    ['退款', ['zh']],
    ['期限从签收', ['zh']],
    ['三条 退款', ['zh']],
    ['الفاتورة', ['ar']],
    ['فاتور', ['ar']],
    ['تصل الفاتورة خلال', ['ar']],
    ['придет', ['ru']],
    ['Счет придет', ['ru']],
    ['ガイド', ['ja']],
    ['三階', ['ja']],
    ['ozturk', ['json']],
    ['"total": 99.5', ['json']],
    ['?', ['zh', 'ru', 'fr', 'en-2', 'en', 'de']],
  ])('%j', async (asked, expected) => {
    expect((await found(asked)).sort()).toEqual([...expected].sort());
  });

  it.each(['退限', 'zzz', 'take refunds', 'xq', '款款'])('and %j none', async (asked) => {
    expect((await findRuns(actor, asked))?.hits.filter(() => true) ?? []).toEqual([]);
  });

  it('with the place, the passage and marks that hold the words', async () => {
    const page = await findRuns(actor, 'refunds');
    const [hit] = page?.hits ?? [];
    expect(hit?.excerpts.map(({ place, source }) => [place, source?.documentId ?? null])).toEqual([
      ['input', null],
      ['output', null],
      ['context', 'doc-en'],
    ]);
    for (const { text, marks } of hit?.excerpts ?? [])
      for (const [from, to] of marks) expect(text.slice(from, to).toLowerCase()).toBe('refunds');
    expect(page).toMatchObject({ foundAs: 'phrase', nextCursor: null, isOutOfTime: false, lookedBackTo: null, isIndexing: false });
  });

  it('by its longest part when no run has the whole, and says so', async () => {
    const page = await findRuns(actor, 'My ticket says: Invoice INV-2041 was refused because the total is wrong');
    expect(page?.hits.map(({ runId }) => runId)).toEqual(['en-2']);
    expect(page?.foundAs).toBe('part');
    expect(page?.found).toEqual(['Invoice INV-2041 was'.toLowerCase()]);
  });

  it('by its words together when no part stands anywhere', async () => {
    const page = await findRuns(actor, 'rejected yesterday invoice wrongly');
    expect(page).toMatchObject({ foundAs: 'words', found: ['rejected', 'invoice'] });
    expect(page?.hits.map(({ runId }) => runId)).toEqual(['en-2']);
  });

  it('of the own project alone, and only for whoever may read them', async () => {
    expect((await findRuns(stranger, 'refunds take'))?.hits).toEqual([]);
    await expect(findRuns({ ...actor, role: 'viewer' }, 'refunds')).rejects.toThrow(/search in content/);
  });
});

it('pages go on where the last one ended, without a run twice and without one left out', async () => {
  const many = await db.createProject();
  for (let index = 0; index < 65; index++)
    await add(
      many.projectId,
      { runId: `m${String(index).padStart(2, '0')}`, input: `question ${index % 2 ? 'odd' : 'even'} number ${index}` },
      index % 60,
    );
  const seen: string[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await findRuns(many, 'question odd', { limit: 10, ...(cursor ? { cursor } : {}) });
    seen.push(...(page?.hits ?? []).map(({ runId }) => runId));
    if (!page?.nextCursor) break;
    cursor = page.nextCursor;
  }
  expect(seen).toEqual(Array.from({ length: 32 }, (_, index) => `m${String(63 - index * 2).padStart(2, '0')}`));
});

it('runs of before are found once the job has been there, behind the newer ones', async () => {
  const old = await db.createProject();
  await add(old.projectId, { runId: 'new', input: 'the same question' }, 30);
  for (const [runId, minute] of [
    ['old-1', 1],
    ['old-2', 2],
  ] as const) {
    await add(old.projectId, { runId }, minute);
    await withProject(
      old.projectId,
      (tx) =>
        tx.$executeRaw`UPDATE run_search SET input = 'the same question', keys = NULL, seq = NULL WHERE project_id = ${old.projectId}::uuid AND run_id = ${runId}`,
    );
  }
  expect(await findRuns(old, 'same question')).toMatchObject({ hits: [{ runId: 'new' }], isIndexing: true });
  expect(await indexSearchPage(old.projectId)).toBe(true);
  const page = await findRuns(old, 'same question');
  expect(page?.hits.map(({ runId }) => runId)).toEqual(['new', 'old-2', 'old-1']);
  expect(page?.isIndexing).toBe(false);
});
