// A person's own key bindings. Global, not of a project: the keys are in the fingers.
import 'server-only';
import { clashOf, type KeyBindings, keyBindingsSchema, readKeyBindings } from '@/lib/domain/key-bindings';
import type { Actor } from '@/lib/domain/policy';
import { invalid } from '@/lib/errors';
import { KEY_COMMANDS } from '@/lib/verbs/key-commands';
import { globalDatabase } from '@/lib/data/database';

/** The actor's bindings; the defaults for keys that belong to nobody. */
export async function getKeyBindings(actor: Actor): Promise<KeyBindings> {
  if (actor.userId === null) return {};
  const user = await globalDatabase().user.findUnique({ where: { id: actor.userId }, select: { keyBindings: true } });
  return readKeyBindings(user?.keyBindings);
}

/** Stores the actor's own bindings as they are given. Throws `invalid` with what clashes. */
export async function recordKeyBindings(actor: Actor, bindings: unknown): Promise<KeyBindings> {
  const parsed = keyBindingsSchema.safeParse(bindings);
  if (!parsed.success) {
    const problems = parsed.error.issues.map((issue) => ({ path: `/${issue.path.join('/')}`, detail: issue.message }));
    throw invalid(problems[0]?.detail ?? 'These key bindings cannot be read.', problems);
  }
  const clash = clashOf(KEY_COMMANDS, parsed.data);
  if (clash) throw invalid(clash, [{ path: '/keys', detail: clash }]);
  if (actor.userId === null) throw invalid('Key bindings belong to a person; this key belongs to nobody.');
  await globalDatabase().user.update({ where: { id: actor.userId }, data: { keyBindings: parsed.data } });
  return parsed.data;
}
