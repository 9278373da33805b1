// Batches that are put by before they were read: nobody knows yet what has to go from them, so the whole of them is sealed.
import 'server-only';
import { open, seal } from '@/lib/privacy/envelope';
import { privacyInForce } from './privacy-rules';
import { projectKey } from '@/lib/data/people/project-keys';

/** The body as it may land on a disk, and the generation of the key that sealed it: null where the project takes nothing out. */
export async function sealForInbox(projectId: string, inboxId: string, body: Buffer): Promise<{ body: Buffer; generation: number | null }> {
  if (!(await privacyInForce(projectId)).isOn) return { body, generation: null };
  const { key, generation } = await projectKey(projectId, 'data');
  return { body: seal(key, body, context(projectId, inboxId)), generation };
}

/** Throws when it is not the batch that was put by under this id. */
export async function openFromInbox(projectId: string, inboxId: string, body: Buffer, generation: number | null): Promise<Buffer> {
  if (generation === null) return body;
  const { key } = await projectKey(projectId, 'data', generation);
  return open(key, body, context(projectId, inboxId));
}

function context(projectId: string, inboxId: string): string[] {
  return ['inbox', projectId, inboxId];
}
