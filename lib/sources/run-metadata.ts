// What free metadata says about a run: the conversation and the person by their habitual names, and ids to look the run up by.
import type { CanonicalRun, Json, RunFacts } from '@/lib/domain/run/run';
import { MAX_ID_CHARS } from '@/lib/domain/run/run-record';
import { defined, textAt } from './attribute-reader';

/** Framework members that describe a model call or a machine and not the run. */
const NOT_METADATA = /^(ls_|lc_|langgraph_|__pregel_)|^(versions|runtime|usage_metadata|checkpoint_ns)$/;
const MAX_ALIASES = 32;

export function metadataFacts(metadata: { [key: string]: Json }): RunFacts {
  const kept = Object.fromEntries(Object.entries(metadata).filter(([key]) => !NOT_METADATA.test(key)));
  return defined({
    sessionId: textAt(metadata, 'session_id', 'sessionId', 'thread_id', 'threadId', 'conversation_id', 'conversationId'),
    userId: textAt(metadata, 'user_id', 'userId'),
    environment: textAt(metadata, 'ls_environment', 'environment'),
    release: textAt(metadata, 'revision_id'),
    metadata: Object.keys(kept).length > 0 ? kept : undefined,
  });
}

/** Values of metadata that look like ids: named as one, or made of letters and digits without white space. */
export function metadataAliases(metadata: RunFacts['metadata']): CanonicalRun['aliases'] {
  const ids = Object.entries(metadata ?? {}).flatMap(([key, value]) => {
    const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
    return typeof text === 'string' && isId(key, text) ? [text] : [];
  });
  return [...new Set(ids)].slice(0, MAX_ALIASES).map((alias) => ({ alias, kind: 'metadata' as const }));
}

function isId(key: string, text: string): boolean {
  // Sessions and users are found by their own columns.
  if (/^(session|user|thread|conversation)_?id$/i.test(key)) return false;
  if (text.length < 3 || text.length > MAX_ID_CHARS || /\s/.test(text)) return false;
  if (
    /(^|[._-])(id|ids|uuid|ref|key|no|number|ticket|request|order|case|claim|invoice|message|thread|session)$|[a-z](Id|Ref|Uuid|Number)$/.test(
      key,
    )
  )
    return true;
  return /\d/.test(text) && /[a-z]/i.test(text) && /\d{3}/.test(text);
}
