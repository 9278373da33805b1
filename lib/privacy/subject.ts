// The data subject that a value belongs to: the user of the run that it came with, under a pseudonym of the project.
import { marksIn } from '@/lib/domain/mask-token';
import { pseudonym } from './pseudonym';

/** Of what belongs to nobody known. */
export const NO_SUBJECT = '';

/**
 * `userId` as it is stored, after the rules. A mark without letters stands for many people, so it is nobody's. `key` is the project's
 * for pseudonyms.
 */
export function subjectOf(userId: string | null | undefined, key: Buffer): string {
  const user = userId?.normalize('NFKC').trim() ?? '';
  if (user === '' || marksIn(user).some(({ form }) => form === null)) return NO_SUBJECT;
  return pseudonym('subject', user, key);
}
