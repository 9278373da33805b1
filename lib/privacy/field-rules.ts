// Rules by where a value stands: names with wildcards, and JSON Pointers.
import type { FieldRule } from '@/lib/domain/privacy-rules';

export interface FieldRules {
  /** The first rule that fits; null for none. `path` is from the root of a run or step, the own name last. */
  at(path: readonly string[]): CompiledFieldRule | null;
  isEmpty: boolean;
  /** Whether a field of this JSON text may be meant; never a wrong no. */
  mayApplyIn(json: string): boolean;
}
export interface CompiledFieldRule extends FieldRule {
  /** Credential headers: texts only, what is built of parts stays. */
  isTextOnly: boolean;
}

/** Names under which credentials travel, whatever stands before the last dot. */
const CREDENTIAL_NAME =
  /(?:^|[._-])(?:authorization|proxy-authorization|cookie|set-cookie|x-api-key|x-auth-token|api[_-]?key|apikey|client[_-]?secret|access[_-]?token|refresh[_-]?token|private[_-]?key|password|passwd|secret[_-]?key)$/i;
/** Every credential name has one of these. */
const CREDENTIAL_WORD = /authorization|cookie|key|token|secret|passw/i;
const CREDENTIAL_RULE: CompiledFieldRule = { match: '', action: 'mask', type: 'credential', isTextOnly: true };
/** In these a value stands once more as it was sent, so the end of a pointer is looked for below them. */
const COPIES = new Set(['attributes', 'records', 'events', 'messages', 'output_messages', 'metadata']);
const MAX_KNOWN = 10_000;
/** Longer names are data: looked at by their beginning, and not kept. */
const MAX_NAME = 300;
/** Lists within lists within a named one. */
const MAX_LISTS = 100;

export function compileFieldRules(rules: readonly FieldRule[], masksCredentials: boolean): FieldRules {
  const names = rules
    .filter(({ match }) => !match.startsWith('/'))
    .map((rule) => ({ rule: compiled(rule), pattern: wildcard(rule.match) }));
  const pointers = rules
    .filter(({ match }) => match.startsWith('/'))
    .map((rule) => ({ rule: compiled(rule), parts: pointerParts(rule.match) }));
  const byName = new Map<string, CompiledFieldRule | null>();

  function named(name: string): CompiledFieldRule | null {
    const known = byName.get(name);
    if (known !== undefined) return known;
    const short = name.slice(0, MAX_NAME);
    const found = names.find(({ pattern }) => pattern(short.toLowerCase()))?.rule ?? null;
    const rule = found ?? (masksCredentials && CREDENTIAL_NAME.test(short) ? CREDENTIAL_RULE : null);
    if (name.length > MAX_NAME) return rule;
    if (byName.size >= MAX_KNOWN) byName.clear();
    byName.set(name, rule);
    return rule;
  }

  return {
    isEmpty: rules.length === 0 && !masksCredentials,
    mayApplyIn: (json) => rules.length > 0 || (masksCredentials && CREDENTIAL_WORD.test(json)),
    at(path) {
      const name = nameOf(path);
      if (name === '') return null;
      const rule = named(name);
      return rule !== null || pointers.length === 0 ? rule : (pointers.find(({ parts }) => fits(parts, path))?.rule ?? null);
    },
  };
}

function compiled(rule: FieldRule): CompiledFieldRule {
  return { ...rule, isTextOnly: false };
}

/** Compares with `*` for any characters; goes over the name once, and back to the last star only. */
function wildcard(pattern: string): (name: string) => boolean {
  const parts = pattern.toLowerCase().split('*');
  return (name) => {
    const [first = '', ...rest] = parts;
    if (rest.length === 0) return name === first;
    if (!name.startsWith(first)) return false;
    const last = rest.pop() ?? '';
    let from = first.length;
    for (const part of rest) {
      const at = name.indexOf(part, from);
      if (at === -1) return false;
      from = at + part.length;
    }
    return name.length - last.length >= from && name.endsWith(last);
  };
}

/** RFC 6901: `~1` is a slash, `~0` a tilde. */
function pointerParts(pointer: string): string[] {
  return pointer
    .slice(1)
    .split('/')
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function fits(parts: readonly string[], path: readonly string[]): boolean {
  if (parts.length === path.length && isSame(parts, path)) return true;
  const tail = parts.slice(1);
  return tail.length > 0 && path.length > tail.length && COPIES.has(path[0] ?? '') && isSame(tail, path.slice(-tail.length));
}

function isSame(parts: readonly string[], path: readonly string[]): boolean {
  return parts.every((part, index) => part === '*' || part === path[index]);
}

/** The name by which a value goes: members of a list go by the name of the list. */
export function nameOf(path: readonly string[]): string {
  const last = Math.max(0, path.length - MAX_LISTS);
  for (let index = path.length - 1; index >= last; index--) {
    const part = path[index] ?? '';
    // Most names do not even begin like an index.
    if (part.charCodeAt(0) > 0x39 || !/^\d+$/.test(part)) return part;
  }
  return '';
}
