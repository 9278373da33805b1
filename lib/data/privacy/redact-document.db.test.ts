import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { resetEnv } from '@/lib/env';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { createDocument } from '@/lib/data/documents/create-document';
import { withProject } from '@/lib/data/database';
import { savePrivacyRules } from './privacy-rules';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

const EMAIL = 'someone@mail.example.com';
const RULES = { recognisers: { email: 'tokenise' } };

describe('documents', () => {
  const sent = (content: string, documentId = 'd') => ({ documentId, bytes: Buffer.from(content), title: `of ${EMAIL}` });

  it('keep their text and lose what is said about them, unless the project asks for more', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'countersign-documents-'));
    process.env.COUNTERSIGN_DATA_DIR = folder;
    resetEnv();
    try {
      const actor = await db.createProject();
      await savePrivacyRules(actor, 0, RULES);
      await createDocument(actor, sent(`Write to ${EMAIL}.`));
      const page = () => withProject(actor.projectId, (tx) => tx.documentPage.findMany({ where: { projectId: actor.projectId } }));
      expect((await page()).map(({ text }) => text).join()).toContain(EMAIL);
      await savePrivacyRules(actor, 1, { ...RULES, documents: true });
      const { title } = await createDocument(actor, sent(`Please write to ${EMAIL}.`, 'e'));
      expect(title).toMatch(/^of ⟦email:tok_/);
      expect((await page()).map(({ text }) => text).join()).toMatch(/Please write to ⟦email:tok_[a-z]{24}⟧\./);
      const picture = Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      );
      await expect(createDocument(actor, { documentId: 'p', bytes: picture })).rejects.toMatchObject({ code: 'not_maskable' });
    } finally {
      delete process.env.COUNTERSIGN_DATA_DIR;
      resetEnv();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
