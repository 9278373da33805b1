// A JSON Schema in the few words that a reader needs of it.
export interface Schema {
  [keyword: string]: unknown;
}

export const refName = (schema: Schema): string | null =>
  typeof schema['$ref'] === 'string' ? (schema['$ref'].split('/').at(-1) ?? null) : null;

/** `string`, `integer, 1 to 200`, `"a" or "b"`, `list of Claim`. */
export function typeWords(schema: Schema): string {
  const name = refName(schema);
  if (name) return name;
  if (Array.isArray(schema['enum'])) return schema['enum'].map((value) => JSON.stringify(value)).join(' or ');
  if ('const' in schema) return JSON.stringify(schema['const']);
  const choices = (schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf']) as Schema[] | undefined;
  if (choices) return [...new Set(choices.map(typeWords))].join(' or ');
  const { type, format, minimum, maximum, items } = schema as {
    type?: string | string[];
    format?: string;
    minimum?: number;
    maximum?: number;
    items?: Schema;
  };
  if (type === 'array') return items ? `list of ${typeWords(items)}` : 'list';
  const range = [
    minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? `from ${minimum}` : '',
    maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? `to ${maximum}` : '',
  ]
    .filter(Boolean)
    .join(' ');
  return [[type].flat().filter(Boolean).join(' or ') || 'any JSON', format, range].filter(Boolean).join(', ');
}

/** The fields of an object, looking through lists, references to nothing and choices of one object. */
export function fieldsOf(schema: Schema): { name: string; schema: Schema; isRequired: boolean }[] {
  const object = objectIn(schema);
  const required = (object?.['required'] ?? []) as string[];
  return Object.entries((object?.['properties'] ?? {}) as Record<string, Schema>).map(([name, field]) => ({
    name,
    schema: field,
    isRequired: required.includes(name),
  }));
}

function objectIn(schema: Schema): Schema | null {
  if (schema['properties']) return schema;
  if (schema['items']) return objectIn(schema['items'] as Schema);
  const choices = ((schema['anyOf'] ?? schema['oneOf'] ?? schema['allOf'] ?? []) as Schema[])
    .map(objectIn)
    .filter((choice) => choice !== null);
  return choices[0] ?? null;
}
