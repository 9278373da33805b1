// Finds fields that the schema requires and that are there in name only: null, blank, or a word that says nothing.
import { escapePointer } from '@/lib/domain/claim/claim-leaves';
import { structuredOutput } from '@/lib/domain/claim/claim-structure';
import type { Json } from '@/lib/domain/run/run';
import type { Check, CheckInput, Said } from './check';
import { isObject, schemaAt } from './schema-at';

const MAX_OBJECTS = 5000;
const MAX_PLACES = 12;

/** What models write when they have found nothing, whole values only. */
const BLANK =
  /^(?:n\.?\/?a\.?|null|nan|undefined|unknown|unbekannt|inconnu|desconocido|not (?:found|available|applicable|specified|stated|mentioned|provided|given)|tbd|to be determined|missing|empty|-+|—|–|\?+|\.{2,}|…|keine angabe|k\. ?a\.|nicht (?:angegeben|gefunden|verfügbar)|non (?:disponible|précisé)|no disponible|不明|未知|无|なし)$/iu;

export const requiredField: Check = {
  id: 'required-field',
  version: '1',
  codes: [
    {
      code: 'required_field_empty',
      title: 'Required field empty',
      severity: 'medium',
      explanation:
        'A field that the schema requires is there but holds nothing: null where null is not allowed for, blank text, or a word like “n/a”.',
    },
  ],
  run({ run, readings }: CheckInput): Said[] {
    const { outputSchema: schema, output } = run.facts;
    const structured = output === undefined || schema === undefined ? null : structuredOutput(output);
    if (!structured || schema === undefined) return [];
    const empty = emptyFields(schema, structured.value);
    const claimIds = new Map(readings.map(({ claim }) => [claim.path, claim.claimId]));
    const told = empty.slice(0, MAX_PLACES).map(({ path, value }): Said => {
      const claimId = claimIds.get(path);
      const holds =
        value === null ? 'is null' : typeof value === 'string' && value.trim() !== '' ? `holds only ${JSON.stringify(value)}` : 'is blank';
      return { code: 'required_field_empty', detail: `${path} is required and ${holds}.`, ...(claimId === undefined ? {} : { claimId }) };
    });
    const more = empty.length - told.length;
    return more > 0
      ? [...told, { code: 'required_field_empty', detail: `${more} more required fields are empty, ${empty.length} in all.` }]
      : told;
  },
};

function emptyFields(schema: Json, output: Json): { path: string; value: Json }[] {
  const found: { path: string; value: Json }[] = [];
  const stack: { keys: string[]; path: string; value: Json }[] = [{ keys: [], path: '', value: output }];
  for (let seen = 0, top = stack.pop(); top && seen < MAX_OBJECTS; seen++, top = stack.pop()) {
    const { keys, path, value } = top;
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) stack.push({ keys: [...keys, String(index)], path: `${path}/${index}`, value: item });
    }
    if (!isObject(value)) continue;
    const required = schemaAt(schema, keys)?.['required'];
    for (const [key, member] of Object.entries(value)) {
      const at = { keys: [...keys, key], path: `${path}/${escapePointer(key)}`, value: member };
      if (Array.isArray(required) && required.includes(key) && isEmpty(member) && !isAllowed(schema, at.keys, member))
        found.push({ path: at.path, value: member });
      stack.push(at);
    }
  }
  return found.sort((a, b) => a.path.localeCompare(b.path, 'en', { numeric: true }));
}

const isEmpty = (value: Json): boolean =>
  value === null || (typeof value === 'string' && (value.trim() === '' || BLANK.test(value.trim())));

/** Services that know required fields only write optional ones as “required, may be null”: null is an answer there. */
function isAllowed(schema: Json, keys: readonly string[], value: Json): boolean {
  const parent = schemaAt(schema, keys.slice(0, -1));
  const properties = parent?.['properties'];
  const own = isObject(properties) ? properties[keys.at(-1) ?? ''] : undefined;
  const part = schemaAt(schema, keys);
  const allows = (at: Json | undefined): boolean =>
    isObject(at) &&
    ((Array.isArray(at['enum']) && at['enum'].includes(value)) ||
      at['const'] === value ||
      (value === null &&
        (at['nullable'] === true ||
          [at['type']].flat().includes('null') ||
          [...branches(at['anyOf']), ...branches(at['oneOf'])].some(allows))));
  return allows(own) || allows(part ?? undefined);
}

const branches = (list: Json | undefined): Json[] => (Array.isArray(list) ? list : []);
