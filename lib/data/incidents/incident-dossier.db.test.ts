import { createHash, generateKeyPairSync } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from 'pdf-lib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Dossier } from '@/lib/domain/incident/dossier';
import type { Actor } from '@/lib/domain/policy';
import { readDocument } from '@/lib/documents/read-document';
import { resetEnv } from '@/lib/env';
import { createSharedRuns } from '@/prisma/scenarios/shared-cause';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { withProject } from '@/lib/data/database';
import { getRunList, keepRunList } from './dossier-run-list';
import { changeIncident, createIncident } from './incident-change';
import { exportDossier } from './incident-dossier';
import { queueIncident } from './incident-queueing';
import { workOnQueueing } from './queueing-work';
import { checkpointProject } from '@/lib/data/trail/trail-checkpointer';

const folder = mkdtempSync(join(tmpdir(), 'countersign-dossier-'));
let db: TestDatabase;
let owner: Actor;
let incidentId: string;
beforeAll(async () => {
  process.env.COUNTERSIGN_DATA_DIR = folder;
  process.env.COUNTERSIGN_TRAIL_KEY = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  resetEnv();
  db = await testDatabase();
});
afterAll(async () => {
  await db.close();
  rmSync(folder, { recursive: true });
});
beforeEach(async () => {
  owner = await db.createProject();
  await createSharedRuns(owner.projectId, [{ runId: 'R-1' }, { runId: 'R-2' }]);
  const opened = await createIncident(
    owner,
    { title: 'Refunds <b>cite</b> 退货政策', severity: 'high', cause: { by: 'route', route: 'refund' }, note: 'Seen by support.\n\nسياسة' },
    null,
  );
  incidentId = opened.incidentId;
  await queueIncident(owner, incidentId, {}, null);
  await changeIncident(owner, incidentId, { version: 1, status: 'contained', reason: 'The prompt was rolled back' });
});

/** The worker that signs, for as long as the export waits. */
async function exported(format: 'html' | 'pdf' | 'json', actor = owner) {
  const signing = setInterval(() => void checkpointProject(actor.projectId), 100);
  const file = await exportDossier(actor, incidentId, format).finally(() => clearInterval(signing));
  return file;
}
const readJson = async () => JSON.parse(Buffer.from((await exported('json')).bytes).toString('utf8')) as Dossier;

function verified(text: string, name = 'dossier.json', ...options: string[]) {
  const path = join(folder, name);
  writeFileSync(path, text);
  const { status, stdout, stderr } = spawnSync(process.execPath, ['lib/cli/verify-dossier.mjs', path, ...options], { encoding: 'utf8' });
  return { code: status, output: stdout + stderr };
}

describe('a dossier', () => {
  it('binds every fact to its entry, and verifies offline as JSON and as HTML', async () => {
    const dossier = await readJson();
    expect(dossier.facts.map(({ kind }) => kind)).toEqual([
      'incident.opened',
      'incident.noted',
      'incident.queueing_requested',
      'incident.queueing_ended',
      'incident.status_changed',
      'incident.exported',
    ]);
    expect(dossier.unsigned).toEqual([]);
    expect(dossier.facts[4]).toMatchObject({ written: { reason: 'The prompt was rolled back' }, says: 'From open to contained.' });
    expect(dossier.runs.map(({ run_id, trail }) => [run_id, trail.map(({ kind }) => kind)])).toEqual([
      ['R-1', ['item.queued']],
      ['R-2', ['item.queued']],
    ]);
    const key = dossier.bundle.files['public-key.txt']?.trim() ?? '';
    for (const [text, name] of [
      [JSON.stringify(dossier), 'dossier.json'],
      [Buffer.from((await exported('html')).bytes).toString('utf8'), 'dossier.html'],
    ] as const) {
      const { code, output } = verified(text, name, '--key', key);
      expect(output).toMatch(/Facts that are what their entries say: (6 of 6|7 of 7)\. Entries about runs: 2\./);
      expect(output).toMatch(/\nDOSSIER VERIFIED\n$/);
      expect(code).toBe(0);
    }
  });

  it('is refused after one bit was flipped, wherever it is', async () => {
    const dossier = await readJson();
    const flips: [what: string, change: (copy: Dossier) => void][] = [
      ['a fact', (copy) => void Object.assign(copy.facts[0]?.facts ?? {}, { severity: 'low' })],
      ['what was written', (copy) => void Object.assign(copy.facts[4]?.written ?? {}, { reason: 'The prompt was rolled bacj' })],
      ['who did it', (copy) => void Object.assign(copy.facts[0]?.actor ?? {}, { id: 'somebody' })],
      ['when', (copy) => void Object.assign(copy.facts[0] ?? {}, { at: '2026-01-01T00:00:00.000000Z' })],
      [
        'a leaf hash',
        (copy) => void Object.assign(copy.facts[0]?.trail ?? {}, { leaf_hash: flipped(copy.facts[0]?.trail.leaf_hash ?? '') }),
      ],
      ['the run of an entry', (copy) => void Object.assign(copy.runs[0] ?? {}, { run_id: 'R-9' })],
      ['an entry', (copy) => change(copy, 'entries.jsonl', (text) => text.replace('incident.opened', 'incident.openee'))],
      ['a value', (copy) => change(copy, 'entries.jsonl', (text) => text.replace('rolled back', 'rolled bacj'))],
      [
        'the checkpoint',
        (copy) => change(copy, 'checkpoint', (text) => text.replace(/\n(\d+)\n/, (_, size: string) => `\n${Number(size) + 1}\n`)),
      ],
      [
        'a proof',
        (copy) =>
          change(copy, `proofs/${copy.facts[0]?.trail.index}.tlog-proof`, (text) =>
            text.replace(/\n([A-Za-z0-9+/]{43}=)\n/, (_, hash: string) => `\n${hash.startsWith('A') ? 'B' : 'A'}${hash.slice(1)}\n`),
          ),
      ],
      ['an entry that is missing', (copy) => change(copy, 'entries.jsonl', (text) => text.split('\n').slice(1).join('\n'))],
    ];
    for (const [what, flip] of flips) {
      const copy = structuredClone(dossier);
      flip(copy);
      expect(copy, what).not.toEqual(dossier);
      const { code, output } = verified(JSON.stringify(copy));
      expect(output, what).toContain('DOSSIER NOT VERIFIED');
      expect(code, what).toBe(1);
    }
    expect(verified('{"format":"x"}').code).toBe(1);
  });

  it('shows texts as texts, runs nothing and asks for nothing from elsewhere', async () => {
    const html = Buffer.from((await exported('html')).bytes).toString('utf8');
    expect(html).toContain('Refunds &#60;b&#62;cite&#60;/b&#62; 退货政策');
    expect(html.replace(/<script type="application\/json"[\s\S]*?<\/script>/, '')).not.toMatch(
      /<script|https?:\/\/|<img|<link|@import|url\(/,
    );
  });

  it('as PDF says where it cannot show a script, and carries the whole data', async () => {
    const { bytes, mediaType } = await exported('pdf');
    expect(mediaType).toBe('application/pdf');
    const read = await readDocument(bytes, { limits: { bytes: 10_000_000, pages: 100 } });
    const text = (read.layer?.pages.map((page) => page.text).join('\n') ?? '').replace(/\s+/g, ' ');
    expect(text).toContain('This PDF cannot show 13 characters (Han, Arabic)');
    expect(text).toContain('[4 characters: Han]');
    expect(text).toContain('From open to contained.');
    expect(text).toContain('R-2');
    const pdf = await PDFDocument.load(bytes);
    expect(pdf.getPageCount()).toBeGreaterThan(0);
    expect(Buffer.from(bytes).includes('/EmbeddedFile')).toBe(true);
  });

  it('lists every run in a file beside it when they are many, whose hash dossier and trail state', async () => {
    const startedAt = new Date();
    await createSharedRuns(
      owner.projectId,
      Array.from({ length: 1100 }, (_, at) => ({ runId: `M-${at}`, startedAt })),
    );
    const { queueingId } = await queueIncident(owner, incidentId, {}, null);
    while (!(await workOnQueueing(owner.projectId, queueingId, 10)));
    const dossier = await readJson();
    expect([dossier.runs.length, dossier.runs_left_out, dossier.run_list?.runs]).toEqual([1000, 102, 1102]);
    expect(dossier.facts.at(-1)).toMatchObject({ kind: 'incident.exported', facts: { run_list: dossier.run_list } });
    const { list, parts } = await getRunList(owner, incidentId, dossier.run_list?.sha256);
    const text = await joined(parts);
    expect(list).toEqual(dossier.run_list);
    expect(createHash('sha256').update(text).digest('hex')).toBe(list.sha256);
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { run_id: string; place: string });
    expect(new Set(lines.map(({ run_id }) => run_id)).size).toBe(1102);
    expect(lines.every(({ place }) => place === 'queued')).toBe(true);
    const path = join(folder, 'runs.jsonl');
    writeFileSync(path, text);
    const checked = verified(JSON.stringify(dossier), 'dossier.json', '--runs', path);
    expect(checked.output).toContain('The list of 1102 runs is the one that the dossier names.');
    expect(checked.code).toBe(0);
    writeFileSync(path, text.replace('M-7"', 'M-8"'));
    expect(verified(JSON.stringify(dossier), 'dossier.json', '--runs', path).code).toBe(1);
    const { run_list, ...rest } = dossier;
    expect(verified(JSON.stringify({ ...rest, run_list: run_list && { ...run_list, runs: 9 } })).code).toBe(1);
    expect(verified(JSON.stringify({ ...rest, run_list: null })).code).toBe(1);
    const html = Buffer.from((await exported('html')).bytes).toString('utf8');
    expect(html).toContain(`All 1102 are in dossier-${incidentId}-runs.jsonl`);
  }, 60_000);

  it('keeps the list in parts, in the order in which runs were added, each run once', async () => {
    await createSharedRuns(
      owner.projectId,
      Array.from({ length: 23 }, (_, at) => ({ runId: `M-${at}` })),
    );
    await queueIncident(owner, incidentId, {}, null);
    const list = await keepRunList(owner.projectId, incidentId, 7);
    const whole = await keepRunList(owner.projectId, incidentId, 100);
    expect(list).toMatchObject({ runs: 25, bytes: whole.bytes, sha256: whole.sha256 });
    expect([list.parts.length, whole.parts.length]).toEqual([4, 1]);
    expect(whole.parts).toEqual([whole.sha256]);
    await expect(getRunList(owner, incidentId, undefined)).rejects.toMatchObject({ kind: 'not_found' });
    await expect(getRunList(await db.createMember(owner, 'viewer'), incidentId, undefined)).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('is in the trail and the timeline, and not for everybody', async () => {
    const auditor = await db.createMember(owner, 'auditor');
    await exported('json', auditor);
    await withProject(owner.projectId, async (tx) => {
      const [entry] = await tx.trailEntry.findMany({ where: { projectId: owner.projectId, type: 'incident.exported' } });
      expect(entry?.actorId).toBe(auditor.userId);
    });
    for (const role of ['reviewer', 'viewer'] as const)
      await expect(exportDossier(await db.createMember(owner, role), incidentId, 'json')).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('says which entries no checkpoint covers when nobody signs', async () => {
    await checkpointProject(owner.projectId);
    const file = await exportDossier(owner, incidentId, 'json', { waitMs: 0 });
    const dossier = JSON.parse(Buffer.from(file.bytes).toString('utf8')) as Dossier;
    expect(dossier.unsigned).toHaveLength(1);
    const { code, output } = verified(JSON.stringify(dossier));
    expect(output).toContain('which no checkpoint covered yet');
    expect(code, output).toBe(0);
  });
});

async function joined(parts: AsyncGenerator<string>): Promise<string> {
  let text = '';
  for await (const part of parts) text += part;
  return text;
}
const flipped = (hex: string) => `${hex.slice(0, -1)}${hex.endsWith('0') ? '1' : '0'}`;
function change(copy: Dossier, name: string, by: (text: string) => string): void {
  copy.bundle.files[name] = by(copy.bundle.files[name] ?? '');
}
