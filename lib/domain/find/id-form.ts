// What a text that is typed into the find box could be the id of, told by its form alone.

/** What an id may name: in the order in which a lookup prefers them. */
export type IdKind = 'run' | 'trace' | 'span' | 'session' | 'item' | 'request' | 'metadata' | 'document' | 'user';

const MIN_LENGTH = 3;
const MAX_LENGTH = 200;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Kinds in the order of how likely they are; null for words: an id has no white space, and a digit or a sign inside. */
export function idKinds(typed: string): readonly IdKind[] | null {
  const text = typed.trim();
  if (text.length < MIN_LENGTH || text.length > MAX_LENGTH || /\s/u.test(text)) return null;
  if (UUID.test(text)) return ['item', 'run', 'trace', 'session', 'request'];
  // W3C Trace Context: a trace id is 16 bytes, a span id 8.
  if (/^[0-9a-f]{32}$/i.test(text)) return ['trace', 'run', 'request'];
  if (/^[0-9a-f]{16}$/i.test(text)) return ['span', 'run', 'request'];
  if (/^[^@]+@[^@]+$/u.test(text)) return ['user'];
  const hasSign = /[\p{L}\p{N}][-_:./#][\p{L}\p{N}]/u.test(text);
  return /\p{N}/u.test(text) || hasSign ? ['run', 'session', 'request', 'document', 'user'] : null;
}

/** "a trace, run or request". */
export function kindWords(kinds: readonly IdKind[]): string {
  const names = kinds.map((kind) => (kind === 'metadata' ? 'value in metadata' : kind));
  const last = names.at(-1) ?? '';
  const list = names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${last}` : last;
  return `${/^[aeio]/.test(list) ? 'an' : 'a'} ${list}`;
}
