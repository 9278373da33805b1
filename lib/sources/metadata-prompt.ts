// Which prompt a call used, where only its metadata says so: LangChain's hub, and Langfuse's prompts in other tracers' metadata.
import { isObject, parseContainer } from '@/lib/domain/json-container';
import type { Json, StepFacts } from '@/lib/domain/run/run';
import { defined, textAt } from './attribute-reader';

/** `lc_hub_owner/repo/commit_hash` (owner `-` is one's own), or `langfusePrompt` as an object or as its JSON. */
export function metadataPrompt(metadata: { [key: string]: Json }): Pick<StepFacts, 'promptId' | 'promptVersion'> {
  const sent = metadata['langfusePrompt'];
  const prompt = typeof sent === 'string' ? parseContainer(sent) : sent;
  if (isObject(prompt)) return defined({ promptId: textAt(prompt, 'name'), promptVersion: textAt(prompt, 'version') });
  const [owner, repository] = [textAt(metadata, 'lc_hub_owner'), textAt(metadata, 'lc_hub_repo')];
  if (repository === undefined) return {};
  const promptId = owner === undefined || owner === '-' ? repository : `${owner}/${repository}`;
  return defined({ promptId, promptVersion: textAt(metadata, 'lc_hub_commit_hash') });
}
