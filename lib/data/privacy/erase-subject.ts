// Erases a data subject: its key is dropped, and with it every value that came with the runs of that user.
import 'server-only';
import { type ErasedSubject, eraseSubjectSchema } from '@/lib/domain/erase-subject';
import { TOKEN_LENGTH, TOKEN_LETTERS, tokenType } from '@/lib/domain/mask-token';
import { type Actor, can } from '@/lib/domain/policy';
import { forbidden, notFound } from '@/lib/errors';
import { NO_SUBJECT, subjectOf } from '@/lib/privacy/subject';
import { type Tx, withProject } from '@/lib/data/database';
import { actorId } from '@/lib/data/people/members';
import { projectKey } from '@/lib/data/people/project-keys';
import { readInput } from '@/lib/data/read-input';
import { appendTrail } from '@/lib/data/trail/trail';
import { projectRedactor, redactValue } from './redactor';

/** The texts of all runs of a user are read through for values that came before it was known whose they are. */
const TIMEOUT_MS = 120_000;
const TOKENS = `⟦[a-z_]+:tok_[${TOKEN_LETTERS}]{${TOKEN_LENGTH}}⟧`;

/**
 * Drops the key of the user and what it sealed. A value that belongs to nobody known is dropped as well where it stands in a run of
 * that user, and the name of the user (an address, say) wherever it stands; what else came with runs of others stays. Runs keep their marks. Throws `not_found` for a user of whom there is nothing.
 */
export async function eraseSubject(actor: Actor, input: unknown): Promise<ErasedSubject> {
  if (!can(actor, 'subject.erase')) throw forbidden('erase what the vault holds of a user');
  const { user_id: userId, purpose } = readInput(() => eraseSubjectSchema.parse(input));
  const { projectId } = actor;
  const said = await redactValue(projectId, 'purpose', purpose);
  const { users, subjects } = await formsOf(projectId, userId);
  return withProject(
    projectId,
    async (tx) => {
      const { count: keys } = await tx.subjectKey.deleteMany({ where: { projectId, subject: { in: subjects } } });
      const runs = await tx.run.count({ where: { projectId, userId: { in: users } } });
      if (keys === 0 && runs === 0) throw notFound('user');
      const { count: own } = await tx.vaultEntry.deleteMany({ where: { projectId, subject: { in: subjects } } });
      // What the user is called by is that user's, whoever else mentions it.
      const names = users.filter((user) => tokenType(user) !== null);
      const { count: named } = await tx.vaultEntry.deleteMany({ where: { projectId, token: { in: names } } });
      const values = own + named + (await dropLoose(tx, projectId, users));
      await appendTrail(tx, projectId, [
        {
          type: 'subject.erased',
          at: new Date(),
          actorId: actorId(actor),
          facts: { values, runs, via: actor.via },
          committed: { subjects, purpose: said },
        },
      ]);
      return { runs, values };
    },
    { timeoutMs: TIMEOUT_MS },
  );
}

/** The user as it was sent and as the rules make it now: which of both is stored depends on the rules of then. */
async function formsOf(projectId: string, userId: string): Promise<{ users: string[]; subjects: string[] }> {
  const { key } = await projectKey(projectId, 'pseudonym');
  const masked = (await projectRedactor(projectId))?.json(userId, ['user_id']);
  const forms = [...new Set([userId, ...(typeof masked === 'string' ? [masked] : [])])];
  const named = forms.map((form) => [form, subjectOf(form, key)] as const).filter(([, subject]) => subject !== NO_SUBJECT);
  return { users: named.map(([form]) => form), subjects: named.map(([, subject]) => subject) };
}

async function dropLoose(tx: Tx, projectId: string, users: readonly string[]): Promise<number> {
  if ((await tx.vaultEntry.findFirst({ where: { projectId, subject: NO_SUBJECT }, select: { token: true } })) === null) return 0;
  const rows = await tx.$queryRaw<{ token: string }[]>`
    SELECT DISTINCT m.found[1] AS token FROM (
      SELECT r.declared::text AS text FROM run r WHERE r.project_id = ${projectId}::uuid AND r.user_id = ANY(${users})
      UNION ALL
      SELECT concat_ws(' ', s.name, s.error, s.facts::text) FROM step s WHERE s.project_id = ${projectId}::uuid
        AND s.run_id IN (SELECT o.run_id FROM run o WHERE o.project_id = ${projectId}::uuid AND o.user_id = ANY(${users}))
      UNION ALL
      SELECT concat_ws(' ', i.input::text, i.output::text, i.attributes::text, i.events::text) FROM step_io i WHERE i.project_id = ${projectId}::uuid
        AND i.run_id IN (SELECT o.run_id FROM run o WHERE o.project_id = ${projectId}::uuid AND o.user_id = ANY(${users}))
    ) AS said CROSS JOIN LATERAL regexp_matches(said.text, ${TOKENS}, 'g') AS m(found)`;
  const tokens = rows.map(({ token }) => token);
  return (await tx.vaultEntry.deleteMany({ where: { projectId, subject: NO_SUBJECT, token: { in: tokens } } })).count;
}
