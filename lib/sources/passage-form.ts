// Retrieved documents in the forms that retrievers give them to canonical passages, in the order sent.
import type { Json, RetrievedPassage } from '@/lib/domain/run/run';
import { isObject, parseContainer } from '@/lib/domain/json-container';
import { MAX_ID_CHARS } from '@/lib/domain/run/run-record';
import { memberOf } from './attribute-reader';

type JsonObject = { [key: string]: Json };

/** `[{id, score, content, metadata}]`, also with `page_content` or `text`, LangChain's serialised form, or bare texts. */
export function passagesFrom(value: Json | undefined): RetrievedPassage[] | undefined {
  const list = isObject(value) ? (value['documents'] ?? value['output'] ?? value['outputs']) : value;
  if (!Array.isArray(list)) return undefined;
  const passages = list.flatMap((entry, index) => passageFrom(entry, index) ?? []);
  return passages.length > 0 ? passages : undefined;
}

function passageFrom(entry: Json, index: number): RetrievedPassage | undefined {
  if (typeof entry === 'string') return { id: String(index + 1), content: entry, rank: index + 1 };
  if (!isObject(entry)) return undefined;
  const document = unwrap(entry);
  const metadata = metadataOf(document);
  const content = document['content'] ?? document['page_content'] ?? document['pageContent'] ?? document['text'] ?? null;
  const id = word(document['id']) ?? word(metadata['id']) ?? word(metadata['source']) ?? String(index + 1);
  const documentId =
    word(document['document_id']) ??
    ['document_id', 'documentId', 'doc_id', 'source', 'file_name', 'file_path'].map((key) => word(metadata[key])).find(Boolean);
  const place = memberOf(metadata, 'loc');
  const page = whole(metadata['page']) ?? whole(metadata['page_number']) ?? whole(place['pageNumber']);
  const version = whole(metadata['version']);
  const score = [
    document['score'],
    metadata['score'],
    document['relevance_score'],
    metadata['relevance_score'],
    document['relevanceScore'],
  ].find((value) => typeof value === 'number');
  return {
    id,
    content: typeof content === 'string' ? content : content === null ? '' : JSON.stringify(content),
    rank: index + 1,
    ...(documentId === undefined ? {} : { documentId }),
    ...(page === undefined ? {} : { page }),
    ...(version === undefined ? {} : { version }),
    ...(typeof score === 'number' ? { score } : {}),
    ...(Object.keys(metadata).length > 0 ? { metadata } : {}),
  };
}

/** What the retriever said beside text and score; unknown members of the document are kept with it. */
function metadataOf(document: JsonObject): JsonObject {
  const {
    id: _i,
    score: _s,
    content: _c,
    page_content: _p,
    pageContent: _pc,
    text: _t,
    metadata,
    document_id: _d,
    relevance_score: _r,
    relevanceScore: _rs,
    type: _ty,
    ...others
  } = document;
  const stated = typeof metadata === 'string' ? parseContainer(metadata) : metadata;
  return { ...others, ...(isObject(stated) ? stated : {}) };
}

function unwrap(entry: JsonObject): JsonObject {
  if ('lc' in entry && isObject(entry['kwargs'])) return entry['kwargs'];
  return isObject(entry['document']) ? { ...entry, ...entry['document'] } : entry;
}

/** An id longer than what can be looked up is not taken for one; it stays in the metadata. */
function word(value: Json | undefined): string | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text !== '' && text.length <= MAX_ID_CHARS ? text : undefined;
}

function whole(value: Json | undefined): number | undefined {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= 1_000_000_000 ? value : undefined;
}
