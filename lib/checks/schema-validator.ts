// JSON Schema within limits: no remote parts, bounded size, depth and time, so that a foreign schema costs a known amount.
import { Ajv, type Options, type ValidateFunction } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { Json } from '@/lib/domain/run/run';
import { isObject } from './schema-at';
import { problemsOf, type SchemaProblem } from './schema-problem';
import { OutOfTime, withinTime } from './within-time';

export type SchemaVerdict = { kind: 'valid' } | { kind: 'invalid'; problems: SchemaProblem[] } | { kind: 'unusable'; reason: string };

const MAX_SCHEMA_CHARS = 500_000;
const MAX_SCHEMA_DEPTH = 100;
const MAX_PATTERN_CHARS = 2000;
const COMPILE_MS = 1000;
const VALIDATE_MS = 1000;
const KEPT_VALIDATORS = 50;

type Draft = 'draft-07' | '2019-09' | '2020-12';
const engines = new Map<Draft, Ajv>();
/** Projects send one schema with each of thousands of runs; making code of it takes most of the time. */
const validators = new Map<string, ValidateFunction | { reason: string }>();

/** Whether the value has the shape; `unusable` when the schema itself is at fault. Never throws. */
export function validateAgainst(schema: Json, value: Json): SchemaVerdict {
  const validate = validatorFor(schema);
  if (typeof validate !== 'function') return { kind: 'unusable', reason: validate.reason };
  try {
    const isValid = withinTime(VALIDATE_MS, () => validate(value));
    return isValid ? { kind: 'valid' } : { kind: 'invalid', problems: problemsOf(validate.errors ?? [], value) };
  } catch (error) {
    return { kind: 'unusable', reason: reasonOf(error, 'compare the output with it', VALIDATE_MS) };
  }
}

function validatorFor(schema: Json): ValidateFunction | { reason: string } {
  const broken = limitBroken(schema);
  if (broken) return broken;
  const text = JSON.stringify(schema);
  if (text.length > MAX_SCHEMA_CHARS)
    return { reason: `it has ${text.length} characters, more than the ${MAX_SCHEMA_CHARS} that are read` };
  const made = validators.get(text) ?? compile(schema);
  if (validators.size >= KEPT_VALIDATORS) validators.delete(validators.keys().next().value ?? '');
  validators.set(text, made);
  return made;
}

function limitBroken(schema: Json): { reason: string } | null {
  if (!isObject(schema) && typeof schema !== 'boolean') return { reason: 'a schema is an object, this is not one' };
  const stack: { at: Json; depth: number }[] = [{ at: schema, depth: 1 }];
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { at, depth } = top;
    if (depth > MAX_SCHEMA_DEPTH) return { reason: `it is nested deeper than ${MAX_SCHEMA_DEPTH} levels` };
    if (typeof at !== 'object' || at === null) continue;
    if (isObject(at) && at['$async'] !== undefined) return { reason: 'it asks to be run asynchronously ($async)' };
    for (const part of Object.values(at)) stack.push({ at: part, depth: depth + 1 });
  }
  return null;
}

function compile(schema: Json): ValidateFunction | { reason: string } {
  const draft = draftOf(schema);
  // Only the drafts known here have a meta-schema; another name is read as draft-07.
  const { $schema: _, ...body } = isObject(schema) ? schema : { schema };
  const own = isObject(schema) ? body : { not: schema === true ? false : {} };
  try {
    const engine = engineFor(draft);
    try {
      return withinTime(COMPILE_MS, () => engine.compile(own));
    } finally {
      engine.removeSchema(own);
    }
  } catch (error) {
    // An engine that was cut off, or met a schema with the id of another, may be half changed.
    engines.delete(draft);
    return { reason: reasonOf(error, 'make sense of it', COMPILE_MS) };
  }
}

function draftOf(schema: Json): Draft {
  const named = isObject(schema) && typeof schema['$schema'] === 'string' ? schema['$schema'] : '';
  if (named.includes('2020-12')) return '2020-12';
  if (named.includes('2019-09')) return '2019-09';
  if (named !== '') return 'draft-07';
  return /"(?:prefixItems|unevaluatedProperties|unevaluatedItems|dependentRequired|dependentSchemas|\$dynamicRef)":/u.test(
    JSON.stringify(schema),
  )
    ? '2020-12'
    : 'draft-07';
}

function engineFor(draft: Draft): Ajv {
  const known = engines.get(draft);
  if (known) return known;
  const options: Options = {
    strict: false,
    allErrors: true,
    logger: false,
    addUsedSchema: false,
    validateFormats: true,
    code: { regExp: pattern },
  };
  const made = draft === '2020-12' ? new Ajv2020(options) : draft === '2019-09' ? new Ajv2019(options) : new Ajv(options);
  formats.default(made as Ajv);
  engines.set(draft, made as Ajv);
  return made as Ajv;
}

/** Patterns are written for many languages: one that is wrong with the `u` flag is read without it, as most validators do. */
function pattern(source: string, flags: string): RegExp {
  if (source.length > MAX_PATTERN_CHARS)
    throw new Error(`a pattern has ${source.length} characters, more than the ${MAX_PATTERN_CHARS} that are read`);
  try {
    return new RegExp(source, flags);
  } catch {
    return new RegExp(source);
  }
}
pattern.code = 'new RegExp';

function reasonOf(error: unknown, aim: string, limitMs: number): string {
  if (error instanceof OutOfTime) return `it took more than ${limitMs} ms to ${aim}`;
  if (error instanceof RangeError) return 'it leads into itself without end';
  const message = error instanceof Error ? error.message : String(error);
  const remote = /can't resolve reference (\S+)/u.exec(message)?.[1];
  return remote
    ? `it refers to ${remote.slice(0, 200)}, which is not part of it, and nothing is fetched`
    : message.replace(/^schema is invalid: /u, '').slice(0, 300);
}
