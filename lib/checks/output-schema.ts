// Compares structured output with the schema that the run states for it.
import { structuredOutput } from '@/lib/domain/claim/claim-structure';
import type { Check, CheckInput, Said } from './check';
import { counted, shorten } from './claim-words';
import { validateAgainst } from './schema-validator';

/** Places told one by one; the rest is counted in one more sentence. */
const MAX_PLACES = 12;

export const outputSchema: Check = {
  id: 'output-schema',
  version: '1',
  codes: [
    {
      code: 'schema_invalid',
      title: 'Schema invalid',
      severity: 'high',
      explanation: 'The output does not have the shape that its own schema asks for, so what reads it next may fail or read it wrongly.',
    },
    {
      code: 'schema_unusable',
      title: 'Schema unusable',
      severity: 'medium',
      explanation:
        'The schema that the run states is itself wrong, too large or refers to parts that are not in it, so the shape of the output was not checked.',
    },
  ],
  run({ run, readings }: CheckInput): Said[] {
    const { outputSchema: schema, output } = run.facts;
    if (schema === undefined || output === undefined || output === null) return [];
    const structured = structuredOutput(output);
    // A schema for plain text ({"type": "string"}) is met by the text itself.
    const value = structured?.value ?? output;
    const verdict = validateAgainst(schema, value);
    if (verdict.kind === 'valid') return [];
    if (verdict.kind === 'unusable')
      return [{ code: 'schema_unusable', detail: `The output was not checked against its schema: ${verdict.reason.replace(/\.$/u, '')}.` }];
    if (structured === null && typeof output === 'string') {
      return [
        { code: 'schema_invalid', detail: `The output is text and holds no JSON, but its schema asks for it: “${shorten(output, 60)}”.` },
      ];
    }
    const claimIds = new Map(readings.map(({ claim }) => [claim.path, claim.claimId]));
    const { problems } = verdict;
    const told = problems.slice(0, MAX_PLACES).map(({ path, words }): Said => {
      const claimId = claimIds.get(path);
      return {
        code: 'schema_invalid',
        detail: `${path === '' ? 'The output' : path} ${words}.`,
        ...(claimId === undefined ? {} : { claimId }),
      };
    });
    const more = problems.length - told.length;
    return more > 0
      ? [
          ...told,
          { code: 'schema_invalid', detail: `The output breaks its schema in ${counted(more, 'more place')}, ${problems.length} in all.` },
        ]
      : told;
  },
};
