// An uploaded document through the privacy rules: what is said about it always, its text where the project asks for that.
import 'server-only';
import type { NewDocument } from '@/lib/domain/document';
import type { Json } from '@/lib/domain/run/run';
import { ExpectedError } from '@/lib/errors';
import { privacyInForce } from './privacy-rules';
import { redactValue } from './redactor';

/** Kinds whose bytes are their text. */
const TEXTS = /^(?:text\/|application\/(?:json|x-ndjson|xml)$)/;

/**
 * The document as it may be stored. Throws 422 `not_maskable` for files that are no text where documents are masked as well: a
 * picture of a name cannot be masked, and kept as it is it would be what the project asked not to keep.
 */
export async function redactDocument(projectId: string, input: NewDocument, mediaType: string): Promise<NewDocument> {
  const { isOn, rules } = await privacyInForce(projectId);
  if (!isOn) return input;
  const { documentId, title, authority, metadata, corrects } = input;
  const about: NewDocument = {
    ...input,
    // As it is called where a run names it, which goes through the same rules.
    documentId: await redactValue(projectId, 'documentId', documentId),
    ...(title ? { title: await redactValue(projectId, 'title', title) } : {}),
    ...(authority ? { authority: await redactValue(projectId, 'authority', authority) } : {}),
    ...(metadata ? { metadata: ((await redactValue(projectId, 'metadata', metadata as Json)) ?? {}) as { [key: string]: Json } } : {}),
    ...(corrects ? { corrects: { ...corrects, reason: await redactValue(projectId, 'note', corrects.reason) } } : {}),
  };
  if (!rules.documents) return about;
  if (!TEXTS.test(mediaType)) {
    const message = `This project masks documents, and ${mediaType} cannot be masked. Send its text, or have the rule for documents switched off.`;
    throw new ExpectedError('invalid', 'not_maskable', message, {
      status: 422,
      problems: [{ path: '/content', detail: 'cannot be masked' }],
    });
  }
  const text = Buffer.from(input.bytes).toString('utf8');
  const masked = await redactValue(projectId, 'content', text);
  return masked === text ? about : { ...about, bytes: Buffer.from(masked, 'utf8') };
}
