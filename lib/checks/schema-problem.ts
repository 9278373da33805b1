// What is wrong with a value by its schema, place by place, in words that need no knowledge of JSON Schema.
import type { ErrorObject } from 'ajv';
import { escapePointer } from '@/lib/domain/claim/claim-leaves';
import { readPointer } from '@/lib/domain/json-pointer';
import type { Json } from '@/lib/domain/run/run';

export interface SchemaProblem {
  /** JSON Pointer of the place; that of the absent member for a required one. */
  path: string;
  /** Predicate without subject: `must be number`, `is required and absent`. */
  words: string;
}

const MAX_LISTED = 5;

/** One problem a place, in the order of the validator. */
export function problemsOf(errors: readonly ErrorObject[], value: Json): SchemaProblem[] {
  const byPath = new Map<string, string[]>();
  for (const error of withoutBranches(errors)) {
    const path = pathOf(error);
    const words = wordsOf(error, value);
    const known = byPath.get(path) ?? [];
    if (!known.includes(words)) byPath.set(path, [...known, words]);
  }
  return [...byPath].map(([path, words]) => ({ path, words: words.join(' and ') }));
}

/**
 * A choice (anyOf, oneOf) reports the failures of all its branches before its own. With one real branch beside `null` those of
 * that branch tell more; with several, none of them is what the author meant.
 */
function withoutBranches(errors: readonly ErrorObject[]): ErrorObject[] {
  const kept: ErrorObject[] = [];
  for (const error of errors) {
    if (error.keyword === 'if') continue;
    if (error.keyword !== 'anyOf' && error.keyword !== 'oneOf') {
      kept.push(error);
      continue;
    }
    const own = error.schemaPath.slice(0, error.schemaPath.lastIndexOf('/'));
    const inside: ErrorObject[] = [];
    while (isInside(kept.at(-1), error, own)) inside.unshift(kept.pop() as ErrorObject);
    const real = inside.filter(({ keyword, params }) => !(keyword === 'type' && params['type'] === 'null'));
    const isNullable = real.length === inside.length - 1;
    if (isNullable && real.length > 0) kept.push(...real);
    else kept.push(error);
  }
  return kept;
}

/** Errors of a branch: below the place of the choice, and not of a keyword that stands beside it. */
function isInside(candidate: ErrorObject | undefined, choice: ErrorObject, own: string): boolean {
  if (!candidate || !`${candidate.instancePath}/`.startsWith(`${choice.instancePath}/`)) return false;
  return candidate.schemaPath.slice(0, candidate.schemaPath.lastIndexOf('/')) !== own;
}

function pathOf({ keyword, instancePath, params }: ErrorObject): string {
  const member = keyword === 'required' ? params['missingProperty'] : (params['additionalProperty'] ?? params['unevaluatedProperty']);
  return typeof member === 'string' ? `${instancePath}/${escapePointer(member)}` : instancePath;
}

function wordsOf({ keyword, params, message = 'is wrong', instancePath }: ErrorObject, value: Json): string {
  switch (keyword) {
    case 'required':
      return 'is required and absent';
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return 'is not in the schema';
    case 'enum':
      return `must be one of ${listed(params['allowedValues'])}${got(value, instancePath)}`;
    case 'const':
      return `must be ${JSON.stringify(params['allowedValue'])}${got(value, instancePath)}`;
    case 'anyOf':
    case 'oneOf':
      return keyword === 'oneOf' && params['passingSchemas']
        ? 'fits more than one of the allowed shapes'
        : 'fits none of the allowed shapes';
    case 'type':
      return `must be ${[params['type']].flat().join(' or ')}${got(value, instancePath)}`;
    default:
      return message;
  }
}

function listed(values: unknown): string {
  const all = Array.isArray(values) ? values.map((value) => JSON.stringify(value)) : [];
  return all.slice(0, MAX_LISTED).join(', ') + (all.length > MAX_LISTED ? ` or ${all.length - MAX_LISTED} others` : '');
}

/** `, not "n/a"`; containers are named by their kind. */
function got(value: Json, path: string): string {
  const found = readPointer(value, path);
  if (found === undefined) return '';
  if (found === null) return ', not null';
  if (typeof found === 'object') return Array.isArray(found) ? ', not a list' : ', not an object';
  const text = JSON.stringify(found);
  return `, not ${text.length <= 40 ? text : `${[...text.slice(0, 40)].slice(0, -1).join('')}…`}`;
}
