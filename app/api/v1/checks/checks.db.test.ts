import { afterAll, beforeAll, expect, it } from 'vitest';
import { createKey } from '@/lib/data/people/keys';
import type { Actor } from '@/lib/domain/policy';
import { checkListSchema, savedCheckSchema } from '@/lib/domain/check-response';
import { settleRun } from '@/lib/worker/settle-run';
import { postRun, WRONG_ANSWER } from '@/prisma/scenarios/posted-run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { PUT } from './[code]/route';
import { GET } from './route';

let db: TestDatabase;
let owner: Actor;
beforeAll(async () => {
  db = await testDatabase();
  owner = await db.createProject();
});
afterAll(() => db.close());

async function keyOf(scopes: ('read' | 'admin')[], actor = owner) {
  const { text } = await createKey(actor, { name: 'test', scopes, isPersonal: true, expiresInDays: 1 });
  return { authorization: `Bearer ${text}`, 'content-type': 'application/json' };
}
const list = async (headers: HeadersInit) => {
  const response = await GET(new Request('http://localhost/api/v1/checks', { headers }), { params: Promise.resolve({}) });
  return checkListSchema.parse(await response.json());
};
const put = (headers: HeadersInit, code: string, body: object) =>
  PUT(new Request(`http://localhost/api/v1/checks/${code}`, { method: 'PUT', headers, body: JSON.stringify(body) }), {
    params: Promise.resolve({ code }),
  });

it('checks are listed with figures, changed by who may, and the change shows in the list', async () => {
  await settleRun({ projectId: owner.projectId, runId: await postRun(owner, { output: WRONG_ANSWER }) });
  const [admin, reader] = [await keyOf(['read', 'admin']), await keyOf(['read'])];
  const code = 'number_not_in_source';
  const before = (await list(reader)).checks.flatMap(({ codes }) => codes).find((one) => one.code === code);
  expect(before).toMatchObject({
    is_enabled: true,
    severity: null,
    changed: null,
    own_severity: 'high',
    precision: { judged: 0, share: null },
  });

  expect((await put(reader, code, { is_enabled: false, severity: null })).status).toBe(403);
  const wrong = await put(admin, code, { is_enabled: 'no', severity: 'fatal' });
  expect(wrong.status).toBe(422);
  expect(((await wrong.json()) as { errors: { path: string }[] }).errors.map(({ path }) => path)).toEqual(['/is_enabled', '/severity']);

  const saved = await put(admin, code, { is_enabled: false, severity: 'low', reason: 'Figures come from a tool.', base_version: 0 });
  expect(savedCheckSchema.parse(await saved.json())).toMatchObject({ code, is_enabled: false, severity: 'low', version: 1 });
  expect((await put(admin, code, { is_enabled: true, severity: null, base_version: 0 })).status).toBe(409);
  const after = (await list(reader)).checks.flatMap(({ codes }) => codes).find((one) => one.code === code);
  expect(after).toMatchObject({ is_enabled: false, severity: 'low', changed: { version: 1, reason: 'Figures come from a tool.' } });
});
