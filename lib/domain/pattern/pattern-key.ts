// Keys of failure patterns: the same parts give the same key in every process and on every machine.
import { createHash } from 'node:crypto';
import type { Json } from '@/lib/domain/run/run';
import { stableJson } from '@/lib/domain/stable-json';
import type { PatternMade } from './run-pattern';

/** Hex digits of each half: 48 bits, so that of ten thousand patterns two share a key once in five million projects. */
const HASH_CHARS = 12;
const KEY = /^p\d+-[0-9a-f]{12}(?:-[0-9a-f]{12})?$/u;

/**
 * `p<version>-<what fails where>-<with which words, on which source>`. The coarse key has the gravest code, the step and the
 * route; the fine one has the other codes, the template, the field and the source besides.
 */
export function patternKey(made: PatternMade): { key: string; coarseKey: string } {
  const { version, code, step, route, codes, template, field, source } = made;
  const coarseKey = `p${version}-${hash([code, step?.kind ?? null, step?.name ?? null, route])}`;
  return { coarseKey, key: `${coarseKey}-${hash([[...codes].sort(), template?.toLowerCase() ?? null, field, source])}` };
}

export function isPatternKey(text: string): boolean {
  return KEY.test(text);
}

/** The coarse key that a key belongs to; itself when it is coarse. */
export function coarseKeyOf(key: string): string {
  return key.split('-').slice(0, 2).join('-');
}

function hash(parts: Json): string {
  return createHash('sha256').update(stableJson(parts), 'utf8').digest('hex').slice(0, HASH_CHARS);
}
