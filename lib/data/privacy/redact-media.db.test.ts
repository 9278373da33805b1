import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { withProject } from '@/lib/data/database';
import { ingestRuns } from '@/lib/data/ingest/ingest';
import { getMedia, hasMedia, storeMedia } from '@/lib/data/ingest/media';
import { marksIn } from '@/lib/domain/mask-token';
import { mediaReference, mediaReferencesIn } from '@/lib/domain/media-reference';
import type { Actor } from '@/lib/domain/policy';
import type { CanonicalRun } from '@/lib/domain/run/run';
import { tinyPdf } from '@/lib/documents/tiny-pdf';
import { resetEnv } from '@/lib/env';
import { settleRun } from '@/lib/worker/settle-run';
import { needlesInFiles, needlesInTables } from '@/prisma/needle-search';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { savePrivacyRules } from './privacy-rules';
import { reveal } from './vault-reveal';

let db: TestDatabase;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-media-'));
  vi.stubEnv('COUNTERSIGN_DATA_DIR', folder);
  resetEnv();
  db = await testDatabase();
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
  resetEnv();
});

const EMAIL = 'someone@media-mail.example';
const png = Buffer.from(`89504e470d0a1a0a${'00ff'.repeat(64)}`, 'hex');
const pdf = (words: string) => Buffer.from(tinyPdf([{ content: `BT /F1 12 Tf 10 60 Td (${words}) Tj ET` }]));
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const uri = (bytes: Buffer, type: string) => `data:${type};base64,${bytes.toString('base64')}`;

async function project(media: 'keep' | 'seal' | 'refuse', email: 'tokenise' | 'off' = 'tokenise'): Promise<Actor> {
  const actor = await db.createProject();
  await savePrivacyRules(actor, 0, { recognisers: { email }, media });
  return actor;
}

const run = (output: string, more: Partial<CanonicalRun> = {}): CanonicalRun => ({
  runId: 'R-1',
  source: 'plain',
  facts: { output },
  isWhole: true,
  aliases: [],
  steps: [],
  ...more,
});

async function outputOf({ projectId }: Actor): Promise<string> {
  const row = await withProject(projectId, (tx) => tx.run.findUniqueOrThrow({ where: { projectId_runId: { projectId, runId: 'R-1' } } }));
  return (row.declared as { output: string }).output;
}
const bytesOf = async (actor: Actor, hash: string) => Buffer.from((await getMedia(actor, hash)).bytes);

describe('texts among the media of a trace', () => {
  it.each([
    ['text/plain', `Write to ${EMAIL} about it.`, /^Write to ⟦email:tok_[a-z]{24}⟧ about it\.$/],
    ['text/csv', `name,mail\nAna,${EMAIL}\n`, /^name,mail\nAna,⟦email:tok_[a-z]{24}⟧\n$/],
    ['application/json', `{"a":["\\u0073omeone@media-mail.example"]}`, /^\{"a":\["⟦email:tok_[a-z]{24}⟧"\]\}$/],
    ['image/svg+xml', `<svg xmlns="http://www.w3.org/2000/svg"><text>${EMAIL}</text></svg>`, /<text>⟦email:tok_[a-z]{24}⟧<\/text>/],
    ['image/png', `A text that is called a picture: ${EMAIL}`, /called a picture: ⟦email:tok_[a-z]{24}⟧$/],
  ])('%s is masked in place, whatever becomes of the rest', async (type, text, expected) => {
    for (const action of ['keep', 'seal', 'refuse'] as const) {
      const actor = await project(action);
      const bytes = Buffer.from(text);
      await ingestRuns(actor, [run(`See ${uri(bytes, type)}`)]);
      const output = await outputOf(actor);
      const [reference, ...others] = mediaReferencesIn(output);
      expect(others).toEqual([]);
      expect(output).not.toContain(hashOf(bytes));
      const stored = await bytesOf(actor, reference?.id ?? '');
      expect(stored.toString()).toMatch(expected);
      expect(reference?.byteSize).toBe(stored.length);
      const token = marksIn(stored.toString())[0]?.text;
      expect((await reveal(actor, { token, purpose: 'test' })).value).toBe(EMAIL);
    }
    expect(await needlesInFiles(folder, [EMAIL])).toEqual([]);
    expect(await needlesInTables(db.ownerUrl, [EMAIL])).toEqual([]);
  });

  it('are masked under the hash by which their sender calls them, too', async () => {
    const actor = await project('keep');
    const bytes = Buffer.from(`Letter of ${EMAIL}`);
    await storeMedia(actor.projectId, [{ bytes, mediaType: 'text/plain' }]);
    expect((await bytesOf(actor, hashOf(bytes))).toString()).toMatch(/^Letter of ⟦email:tok_[a-z]{24}⟧$/);
    expect(await hasMedia(actor, hashOf(bytes))).toBe(true);
    expect(await needlesInFiles(folder, [EMAIL])).toEqual([]);
  });

  it('stay to the byte where nothing is found', async () => {
    const actor = await project('refuse');
    const bytes = Buffer.from('\ufeffname;sum\r\nAna;1,50 \u20ac\r\n', 'utf16le');
    await ingestRuns(actor, [run(uri(bytes, 'text/csv'))]);
    expect((await bytesOf(actor, hashOf(bytes))).equals(bytes)).toBe(true);
  });

  it('stay evidence: what a masked attachment says is found by what the output says, and what the mask took is told', async () => {
    const actor = await project('refuse');
    const { projectId } = actor;
    const bytes = Buffer.from(`Customer ${EMAIL} was refunded 925.34 EUR on 2 May.\n`);
    await storeMedia(projectId, [{ bytes, mediaType: 'text/plain' }]);
    const reference = mediaReference(hashOf(bytes), 'text/plain', bytes.length);
    const step = { stepId: 's', parentId: null, kind: 'CHAIN', name: 's', startNs: 1n, endNs: 2n, status: 'ok', error: null } as const;
    const attributes = { 'langsmith.attachment.letter.txt': reference };
    await ingestRuns(actor, [
      run(`The customer ${EMAIL} was refunded 925.34 EUR on 2 May. Another one, other@media-mail.example, was not.`, {
        source: 'langsmith',
        facts: {
          output: `The customer ${EMAIL} was refunded 925.34 EUR on 2 May. Another one, other@media-mail.example, was not.`,
          contextRefs: ['doc:letter.txt'],
        },
        steps: [{ ...step, input: null, output: null, facts: {}, attributes, events: [] }],
      }),
    ]);
    await settleRun({ projectId, runId: 'R-1' });
    const { claims, findings } = await withProject(projectId, async (tx) => ({
      claims: await tx.claim.findMany({ where: { projectId, runId: 'R-1' }, orderBy: { ordinal: 'asc' } }),
      findings: await tx.finding.findMany({ where: { projectId, runId: 'R-1' } }),
    }));
    const [refunded] = claims;
    expect(refunded?.text).toMatch(/^The customer ⟦email:tok_[a-z]{24}⟧ was refunded/);
    expect(JSON.stringify(refunded?.anchors)).toContain('letter.txt');
    expect(findings.find(({ code, claimId }) => code === 'evidence_masked' && claimId === 'c2')?.detail).toContain('no such token');
  });
});

describe('media that cannot be looked into', () => {
  it('are kept as they came where nothing else was chosen', async () => {
    const actor = await project('keep');
    await ingestRuns(actor, [run(`${uri(png, 'image/png')} ${uri(pdf(EMAIL), 'application/pdf')}`)]);
    expect(mediaReferencesIn(await outputOf(actor)).map(({ id }) => id)).toEqual([hashOf(png), hashOf(pdf(EMAIL))]);
    expect((await bytesOf(actor, hashOf(png))).equals(png)).toBe(true);
    expect((await bytesOf(actor, hashOf(pdf(EMAIL)))).equals(pdf(EMAIL))).toBe(true);
  });

  it('are left out where the project refuses them, and a mark says so', async () => {
    const actor = await project('refuse');
    await ingestRuns(actor, [run(`Look: ${uri(png, 'image/png')} and ${uri(pdf(EMAIL), 'application/pdf')}`)]);
    expect(await outputOf(actor)).toBe(
      `Look: ⟦media_refused⟧ image/png, ${png.length} bytes and ⟦media_refused⟧ application/pdf, ${pdf(EMAIL).length} bytes`,
    );
    await expect(getMedia(actor, hashOf(png))).rejects.toMatchObject({ status: 404 });
    await storeMedia(actor.projectId, [{ bytes: png, mediaType: 'image/png' }]);
    await expect(getMedia(actor, hashOf(png))).rejects.toMatchObject({ status: 404, code: 'media_refused' });
    expect(await hasMedia(actor, hashOf(png))).toBe(false);
    await savePrivacyRules(actor, 1, { recognisers: { email: 'tokenise' } });
    await storeMedia(actor.projectId, [{ bytes: png, mediaType: 'image/png' }]);
    expect((await bytesOf(actor, hashOf(png))).equals(png)).toBe(true);
  });

  it('are had back from the seal with a purpose alone, which the trail holds', async () => {
    const actor = await project('seal', 'off');
    const { projectId } = actor;
    const picture = Buffer.concat([png, Buffer.from('a picture of this test alone')]);
    await ingestRuns(actor, [run(uri(picture, 'image/png'))]);
    expect(await needlesInFiles(folder, ['a picture of this test alone'])).toEqual([]);
    const media = mediaReferencesIn(await outputOf(actor))[0]?.id ?? '';
    await expect(getMedia(actor, media)).rejects.toMatchObject({ status: 403, code: 'media_sealed' });
    await expect(reveal(actor, { media })).rejects.toMatchObject({ status: 422 });
    const revealed = await reveal(actor, { media, purpose: 'A customer asked', run_id: 'R-1' });
    expect(revealed).toMatchObject({ media, type: 'image/png' });
    expect(Buffer.from(revealed.value, 'base64').equals(picture)).toBe(true);
    const entry = await withProject(projectId, (tx) => tx.trailEntry.findFirstOrThrow({ where: { projectId, type: 'content.revealed' } }));
    expect(JSON.stringify(entry.payload)).toContain(media);
    const engineer = await db.createMember(actor, 'engineer');
    await expect(reveal(engineer, { media, purpose: 'Curious' })).rejects.toMatchObject({ status: 403 });
    await expect(reveal(await project('seal'), { media, purpose: 'Another project' })).rejects.toMatchObject({ status: 404 });
  });

  it('among PDFs are those that hold something or have no words; others are kept', async () => {
    const actor = await project('refuse');
    const files = [pdf('Total due 41,200'), pdf(`Mail ${EMAIL}`), pdf(' '), Buffer.from('%PDF-1.7 broken')];
    await storeMedia(
      actor.projectId,
      files.map((bytes) => ({ bytes, mediaType: 'application/pdf' })),
    );
    const kept = await Promise.all(files.map((bytes) => hasMedia(actor, hashOf(bytes))));
    expect(kept).toEqual([true, false, false, false]);
  });
});
