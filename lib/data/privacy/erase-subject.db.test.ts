import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withProject } from '@/lib/data/database';
import { ingestRuns } from '@/lib/data/ingest/ingest';
import { verifyTrail } from '@/lib/data/trail/trail-verdict';
import { marksIn } from '@/lib/domain/mask-token';
import type { Actor } from '@/lib/domain/policy';
import type { CanonicalRun } from '@/lib/domain/run/run';
import { type TestDatabase, testDatabase } from '@/prisma/test-database';
import { eraseSubject } from './erase-subject';
import { savePrivacyRules } from './privacy-rules';
import { redactValue } from './redactor';
import { reveal } from './vault-reveal';

let db: TestDatabase;
let owner: pg.Client;
beforeAll(async () => {
  db = await testDatabase();
  owner = new pg.Client({ connectionString: db.ownerUrl });
  await owner.connect();
});
afterAll(async () => {
  await owner.end();
  await db.close();
});

async function project(): Promise<Actor> {
  const actor = await db.createProject();
  await savePrivacyRules(actor, 0, { recognisers: { email: 'tokenise' } });
  return actor;
}
const run = (runId: string, userId: string | null, output: string): CanonicalRun => ({
  runId,
  source: 'plain',
  facts: { output, ...(userId === null ? {} : { userId }) },
  isWhole: false,
  aliases: [],
  steps: [],
});
const mail = (name: string) => `${name}@subject-mail.example`;

/** The token that the value has in this project. */
async function tokenOf({ projectId }: Actor, value: string): Promise<string> {
  return marksIn(await redactValue(projectId, 'x', `${value} `))[0]?.text ?? '';
}
/** As it was before anybody wrote it by hand, which `tokenOf` does. */
async function forgetWritten({ projectId }: Actor): Promise<void> {
  await owner.query(`DELETE FROM vault_entry WHERE project_id = $1 AND subject = ''`, [projectId]);
}
const revealed = async (actor: Actor, token: string) => (await reveal(actor, { token, purpose: 'to see what is left' })).value;
const erase = (actor: Actor, userId: string) => eraseSubject(actor, { user_id: userId, purpose: 'asked for by letter' });

describe('a user that is erased', () => {
  it('takes with it what came with its runs, and nothing of others', async () => {
    const actor = await project();
    const { projectId } = actor;
    const [own, shared, other] = [await tokenOf(actor, mail('ana')), await tokenOf(actor, mail('desk')), await tokenOf(actor, mail('bo'))];
    await forgetWritten(actor);
    await ingestRuns(actor, [
      run('R-1', 'u-ana', `From ${mail('ana')} to ${mail('desk')}`),
      run('R-2', 'u-bo', `From ${mail('bo')} to ${mail('desk')}`),
    ]);
    expect(await erase(actor, 'u-ana')).toEqual({ runs: 1, values: 2 });
    await expect(revealed(actor, own)).rejects.toMatchObject({ code: 'not_found' });
    expect(await revealed(actor, shared)).toBe(mail('desk'));
    expect(await revealed(actor, other)).toBe(mail('bo'));
    const entry = await withProject(projectId, (tx) => tx.trailEntry.findFirstOrThrow({ where: { projectId, type: 'subject.erased' } }));
    expect(entry.payload).not.toContain('u-ana');
    expect(entry.payload).not.toContain('letter');
    expect(await verifyTrail(actor)).toMatchObject({ isSound: true, problems: [] });
  });

  it('cannot be had back by rows of before, because its key is gone', async () => {
    const actor = await project();
    const { projectId } = actor;
    const token = await tokenOf(actor, mail('cy'));
    await forgetWritten(actor);
    await ingestRuns(actor, [run('R-1', 'u-cy', `From ${mail('cy')}`)]);
    await owner.query('CREATE TABLE kept_rows AS SELECT * FROM vault_entry WHERE project_id = $1', [projectId]);
    await erase(actor, 'u-cy');
    await owner.query('INSERT INTO vault_entry SELECT * FROM kept_rows');
    await expect(revealed(actor, token)).rejects.toMatchObject({ code: 'not_found' });
    // The same user again: another key, under which the row of before does not open.
    await ingestRuns(actor, [run('R-2', 'u-cy', `From ${mail('other')}`)]);
    await expect(revealed(actor, token)).rejects.toThrow(/authenticate/);
    await owner.query('DROP TABLE kept_rows');
  });

  it('may come again, and is known by its stored name too', async () => {
    const actor = await project();
    const token = await tokenOf(actor, mail('di'));
    await forgetWritten(actor);
    await ingestRuns(actor, [run('R-1', mail('di'), `From ${mail('di')}`)]);
    expect(await erase(actor, token)).toEqual({ runs: 1, values: 1 });
    await expect(revealed(actor, token)).rejects.toMatchObject({ code: 'not_found' });
    await ingestRuns(actor, [run('R-2', mail('di'), `Again from ${mail('di')}`)]);
    expect(await revealed(actor, token)).toBe(mail('di'));
    expect(await erase(actor, mail('di'))).toEqual({ runs: 2, values: 1 });
    await expect(revealed(actor, token)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is called by no other name than its own, wherever others mention it', async () => {
    const actor = await project();
    const [name, other] = [await tokenOf(actor, mail('jo')), await tokenOf(actor, mail('shop'))];
    await forgetWritten(actor);
    await ingestRuns(actor, [run('R-1', mail('jo'), `To ${mail('shop')}`), run('R-2', 'u-kay', `About ${mail('jo')} and ${mail('shop')}`)]);
    expect(await erase(actor, mail('jo'))).toEqual({ runs: 1, values: 3 });
    await expect(revealed(actor, name)).rejects.toMatchObject({ code: 'not_found' });
    expect(await revealed(actor, other)).toBe(mail('shop'));
  });

  it('takes with it what came before the run said whose it is, and in batches that do not say', async () => {
    const actor = await project();
    const tokens = [await tokenOf(actor, mail('early')), await tokenOf(actor, mail('late')), await tokenOf(actor, mail('nobody'))];
    await forgetWritten(actor);
    const step = (stepId: string, input: string) =>
      ({ stepId, parentId: null, kind: 'LLM', name: 's', startNs: 1n, endNs: 2n, status: 'ok', error: null, input, output: null }) as const;
    const rest = { facts: {}, attributes: {}, events: [] };
    await ingestRuns(actor, [{ ...run('R-1', null, ''), facts: {}, steps: [{ ...step('a', `From ${mail('early')}`), ...rest }] }]);
    await ingestRuns(actor, [run('R-1', 'u-eve', 'Hello')]);
    await ingestRuns(actor, [{ ...run('R-1', null, ''), facts: {}, steps: [{ ...step('b', `From ${mail('late')}`), ...rest }] }]);
    await ingestRuns(actor, [run('R-2', null, `From ${mail('nobody')}`)]);
    const subjects = await owner.query<{ token: string; subject: string }>('SELECT token, subject FROM vault_entry WHERE project_id = $1', [
      actor.projectId,
    ]);
    expect(subjects.rows.filter(({ subject }) => subject !== '').map(({ token }) => token)).toEqual([tokens[1]]);
    expect(await erase(actor, 'u-eve')).toEqual({ runs: 1, values: 2 });
    for (const token of tokens.slice(0, 2)) await expect(revealed(actor, token)).rejects.toMatchObject({ code: 'not_found' });
    expect(await revealed(actor, tokens[2] ?? '')).toBe(mail('nobody'));
  });

  it('is one of its project, named by who may, and never everybody behind one mark', async () => {
    const [actor, others] = [await project(), await project()];
    await ingestRuns(actor, [run('R-1', 'u-fay', `From ${mail('fay')}`)]);
    await expect(erase(others, 'u-fay')).rejects.toMatchObject({ code: 'not_found' });
    const lead = await db.createMember(actor, 'lead');
    await expect(erase(lead, 'u-fay')).rejects.toMatchObject({ code: 'forbidden' });
    await expect(eraseSubject(actor, { user_id: 'u-fay', purpose: ' ' })).rejects.toMatchObject({ code: 'invalid' });
    await ingestRuns(actor, [run('R-2', '⟦email⟧', `From ${mail('gus')}`), run('R-3', '⟦email⟧', `From ${mail('hal')}`)]);
    await expect(erase(actor, '⟦email⟧')).rejects.toMatchObject({ code: 'not_found' });
    expect(await revealed(actor, await tokenOf(actor, mail('gus')))).toBe(mail('gus'));
  });

  it('and batches of the same user at once do not hold each other up', async () => {
    const actor = await project();
    const batches = Array.from({ length: 8 }, (_, index) => [
      run(`R-${index}`, `u-${index % 2}`, `From ${mail(`m${index}`)} and ${mail(`m${7 - index}`)}`),
      run(`S-${index}`, `u-${(index + 1) % 2}`, `From ${mail(`m${index}`)}`),
    ]);
    await Promise.all([...batches.map((batch) => ingestRuns(actor, batch)), erase(actor, 'u-0').catch(() => null)]);
    const { rows } = await owner.query<{ token: string }>(
      `SELECT DISTINCT token FROM vault_entry WHERE project_id = $1 AND subject <> ''`,
      [actor.projectId],
    );
    // Whatever stands there can be opened: nothing was sealed by a key that was dropped meanwhile.
    for (const { token } of rows) expect(await revealed(actor, token)).toMatch(/@subject-mail\.example$/);
  });
});
