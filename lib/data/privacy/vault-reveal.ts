// The one way back from a token to its value: there is none without an entry in the trail.
import 'server-only';
import { type Actor, can } from '@/lib/domain/policy';
import { revealSchema } from '@/lib/domain/reveal';
import { forbidden, notFound } from '@/lib/errors';
import { open } from '@/lib/privacy/envelope';
import { withProject } from '@/lib/data/database';
import { actorId } from '@/lib/data/people/members';
import { projectKey } from '@/lib/data/people/project-keys';
import { readInput } from '@/lib/data/read-input';
import { redactValue } from './redactor';
import { appendTrail } from '@/lib/data/trail/trail';
import { vaultContext } from './vault';

/**
 * The value behind a token. Who asked for it, for what and in which run is committed before the value is opened, in the
 * transaction that reads it: an entry without a reveal may happen, a reveal without an entry cannot.
 */
export async function revealToken(actor: Actor, input: unknown): Promise<{ token: string; type: string; value: string }> {
  if (!can(actor, 'content.reveal')) throw forbidden('have masked values back');
  const { token, purpose, run_id: runId } = readInput(() => revealSchema.parse(input));
  const { projectId } = actor;
  const said = await redactValue(projectId, 'purpose', purpose);
  const row = await withProject(projectId, async (tx) => {
    const found = await tx.vaultEntry.findUnique({ where: { projectId_token: { projectId, token } } });
    if (!found) throw notFound('token');
    await appendTrail(tx, projectId, [
      {
        type: 'content.revealed',
        at: new Date(),
        actorId: actorId(actor),
        ...(runId === undefined ? {} : { runId }),
        facts: { token, value_type: found.type, via: actor.via },
        committed: { purpose: said },
      },
    ]);
    return found;
  });
  const { key } = await projectKey(projectId, 'data', row.generation);
  const value = open(key, Buffer.from(row.sealed), vaultContext(projectId, row.type, token)).toString('utf8');
  return { token, type: row.type, value };
}
