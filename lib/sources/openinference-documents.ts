// Documents that OpenInference flattens into keys: `retrieval.documents.N.document.content` and the like.
import type { Json, RetrievedPassage } from '@/lib/domain/run/run';
import { defined } from './attribute-reader';
import { flattenedList } from './flattened-list';
import type { Attributes } from './otlp-span';
import { passagesFrom } from './passage-form';

/** The documents under a prefix. Where they have no ids, those of `fuller` are taken if it holds the same texts in the same order. */
export function openInferenceDocuments(
  attributes: Attributes,
  prefix: string,
  fuller?: readonly RetrievedPassage[],
): RetrievedPassage[] | undefined {
  const list = flattenedList(attributes, prefix);
  const isSame = fuller?.length === list.length && list.every((entry, index) => entry['document.content'] === fuller[index]?.content);
  const entries = list.map((entry, index): Json => {
    const { 'document.id': stated, 'document.content': content, 'document.score': score, 'document.metadata': metadata, ...others } = entry;
    const id = stated ?? (isSame ? fuller[index]?.id : undefined);
    return defined({ ...others, id, content, score, metadata }) as { [key: string]: Json };
  });
  return passagesFrom(entries);
}
