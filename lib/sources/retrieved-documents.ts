// Retrieval told by its shape, for tracers that have no word for it: an output that is a list of documents with their text.
import { isObject } from '@/lib/domain/json-container';
import type { Json, RetrievedPassage } from '@/lib/domain/run/run';
import { passagesFrom } from './passage-form';

/** Undefined unless every entry of the list has a text of its own; a list of anything else is no retrieval. */
export function retrievedDocuments(output: Json | undefined): RetrievedPassage[] | undefined {
  const list = isObject(output) ? (output['documents'] ?? output['output'] ?? output['outputs']) : output;
  const isDocument = (entry: Json) => {
    const document = isObject(entry) && isObject(entry['kwargs']) ? entry['kwargs'] : entry;
    // Messages and their parts have texts as well.
    if (!isObject(document) || 'role' in document || document['type'] === 'text') return false;
    return typeof (document['content'] ?? document['page_content'] ?? document['pageContent'] ?? document['text']) === 'string';
  };
  return Array.isArray(list) && list.length > 0 && list.every(isDocument) ? passagesFrom(list) : undefined;
}
