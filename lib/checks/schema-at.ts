// Finds the part of a JSON Schema that speaks about a place in the output.
import type { Json } from '@/lib/domain/run/run';

type Schema = { [key: string]: Json };
const MAX_REFS = 20;

export const isObject = (value: Json | undefined): value is Schema => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The subschema at a JSON Pointer into the output, through properties, items, local $refs and single-branch unions; null when none. */
export function schemaAt(schema: Json, keys: readonly string[]): Schema | null {
  let at = resolve(schema, schema);
  for (const key of keys) {
    if (!at) return null;
    const properties = at['properties'];
    const items = at['items'];
    const next =
      isObject(properties) && Object.hasOwn(properties, key) ? properties[key] : /^\d+$/u.test(key) ? items : at['additionalProperties'];
    at = next === undefined ? null : resolve(next, schema);
  }
  return at;
}

function resolve(part: Json, root: Json): Schema | null {
  let at: Json = part;
  for (let step = 0; step < MAX_REFS; step++) {
    if (!isObject(at)) return null;
    const ref: Json | undefined = at['$ref'];
    if (typeof ref === 'string' && ref.startsWith('#')) {
      at = pointed(root, ref.slice(1));
      continue;
    }
    const branches: Json | undefined = at['anyOf'] ?? at['oneOf'];
    const real: Json[] = Array.isArray(branches) ? branches.filter((branch) => !(isObject(branch) && branch['type'] === 'null')) : [];
    if (real.length === 1 && real[0] !== undefined) {
      at = real[0];
      continue;
    }
    return at;
  }
  return null;
}

function pointed(root: Json, pointer: string): Json {
  let at: Json | undefined = root;
  for (const key of pointer
    .split('/')
    .slice(1)
    .map((part) => decoded(part).replace(/~1/gu, '/').replace(/~0/gu, '~'))) {
    at = Array.isArray(at) ? at[Number(key)] : isObject(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  }
  return at ?? null;
}

/** A stray percent sign is itself: schemas come from outside. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Whether the schema lets the model choose among given words: a judgement, which no source holds word for word. */
export function isJudgement(schema: Schema | null): boolean {
  return schema !== null && (Array.isArray(schema['enum']) || schema['const'] !== undefined || schema['type'] === 'boolean');
}
