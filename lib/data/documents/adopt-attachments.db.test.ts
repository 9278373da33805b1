import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { keyReference, mediaReference } from '@/lib/domain/media-reference';
import { resetEnv } from '@/lib/env';
import { testDatabase } from '@/prisma/test-database';
import { adoptAttachments } from './adopt-attachments';
import { ingestRuns } from '@/lib/data/ingest/ingest';
import { loadEvaluation } from '@/lib/data/checking/load-evaluation';
import { storeKeyed, storeMedia } from '@/lib/data/ingest/media';

let folder = '';
let db: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-attachments-'));
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

const scan = Buffer.from('INVOICE 2026-0417\nTotal 925.34 EUR\n');
const policy = Buffer.from('The excess is 250 EUR.');
const [KEY, ABSENT] = ['0b6ad5c4-6f0e-4c1f-9d6b-3a5a2a1f7c11', '1b6ad5c4-6f0e-4c1f-9d6b-3a5a2a1f7c11'];
const sound = Buffer.from('RIFF\u0000\u0000\u0000\u0000WAVEfmt ');
const referenceTo = (bytes: Buffer, type: string) => mediaReference(createHash('sha256').update(bytes).digest('hex'), type, bytes.length);

it('a cited attachment becomes a document once; others stay what they are', async () => {
  const actor = await db.createProject();
  const { projectId } = actor;
  await storeMedia(projectId, [
    { bytes: scan, mediaType: 'text/plain' },
    { bytes: sound, mediaType: 'audio/wav' },
  ]);
  await storeKeyed(projectId, KEY, { bytes: policy, mediaType: 'text/plain' });
  await ingestRuns(actor, [
    {
      runId: 'run-1',
      source: 'langsmith',
      isWhole: true,
      aliases: [],
      facts: {
        output: 'The total is 925.34 EUR.',
        contextRefs: ['doc:scan.txt', 'doc:call.wav', 'doc:policy.txt', 'doc:absent.txt', 'doc:elsewhere'],
      },
      steps: [
        {
          stepId: 's',
          parentId: null,
          kind: 'CHAIN',
          name: 's',
          startNs: 1n,
          endNs: 2n,
          status: 'ok',
          error: null,
          input: null,
          output: null,
          facts: {},
          attributes: {
            'langsmith.attachment.scan.txt': referenceTo(scan, 'text/plain'),
            'langsmith.attachment.call.wav': referenceTo(sound, 'audio/wav'),
            'braintrust.attachment.policy.txt': keyReference(KEY, 'text/plain'),
            'braintrust.attachment.absent.txt': keyReference(ABSENT, 'text/plain'),
            'langsmith.attachment.unused.txt': referenceTo(scan, 'text/plain'),
          },
          events: [],
        },
      ],
    },
  ]);
  const load = async () => {
    const loaded = await loadEvaluation(projectId, 'run-1');
    if (!loaded) throw new Error('no run');
    return loaded;
  };
  const before = await load();
  expect(before.documents).toEqual([]);
  expect(await adoptAttachments(projectId, before)).toBe(2);
  const after = await load();
  expect(after.documents.map(({ documentId, title, state }) => [documentId, title, state]).sort()).toEqual([
    ['policy.txt', 'policy.txt', 'ready'],
    ['scan.txt', 'scan.txt', 'ready'],
  ]);
  expect(await adoptAttachments(projectId, after)).toBe(0);
});
