// A value that somebody looks for, as it is stored: masked texts are found by what they held, by those who may have it back.
import 'server-only';
import { marksIn } from '@/lib/domain/mask-token';
import { type Actor, can } from '@/lib/domain/policy';
import { projectRedactor } from './redactor';

/**
 * The text with marks in place of values, where the marks have letters; null where it is stored as it was typed, where a mark would
 * stand for everybody, and for those to whom it would tell what a mark holds. `name` is the field that it stands in. Nothing is kept.
 */
export async function storedForm(actor: Actor, name: string, text: string): Promise<string | null> {
  if (!can(actor, 'content.reveal')) return null;
  const safe = (await projectRedactor(actor.projectId))?.json(text, [name]);
  if (typeof safe !== 'string' || safe === text) return null;
  return marksIn(safe).every(({ form }) => form !== null) ? safe : null;
}
