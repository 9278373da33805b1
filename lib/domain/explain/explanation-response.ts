// An explanation as the API gives it, and its schema; OpenAPI is made from the schema and a test holds the mapper to it.
import { z } from 'zod';
import { BOUNDARIES } from '@/lib/domain/trace-boundary';
import { type EvidenceLink, type Explanation, LAYERS, QUESTION_IDS, type Statement, type UntoldFact, VERDICTS } from './explanation';

const layerSchema = z.enum(LAYERS).nullable().describe('Where the cause lies; null where nothing is to blame');
const linkSchema = z
  .object({
    kind: z.string().describe('finding, step, claim, passage, document, review, boundary, run, sibling, siblings, blast, drift or connect'),
  })
  .catchall(z.unknown())
  .describe('A recorded place, with the id that its kind has: step_id, claim_id, passage, document_id, event_id, run_id, boundary, fact');
const statementSchema = z.object({
  rule: z.string().describe('Id of the rule that says it: docs/explain.md lists all'),
  verdict: z.enum(VERDICTS),
  layer: layerSchema,
  text: z.string(),
  fix: z.string().nullable().describe('What to do next'),
  fix_link: linkSchema.nullable(),
  evidence: z.array(linkSchema),
  values: z.record(z.string(), z.string()).describe('What the rule saw'),
});
const untoldSchema = z.object({
  field: z.string().describe('Of the plain run record'),
  attribute: z.string().nullable().describe('Of a span'),
  title: z.string(),
  why: z.string(),
  questions: z.array(z.enum(QUESTION_IDS)),
});

export const explanationResponseSchema = z
  .object({
    run_id: z.string(),
    revision: z.string().nullable(),
    layer: layerSchema,
    boundary: z.enum(BOUNDARIES).nullable(),
    answers: z.array(
      z.object({
        question: z.enum(QUESTION_IDS),
        title: z.string(),
        verdict: z.enum(VERDICTS).describe('unknown: the record does not say'),
        layer: layerSchema,
        says: statementSchema,
        also: z.array(statementSchema),
        untold: z.array(z.string()).describe('Fields that would allow a better answer'),
      }),
    ),
    suspects: z.array(
      z.object({
        step_id: z.string(),
        name: z.string(),
        agent: z.string(),
        share: z.number().describe('Among the steps of the run, in [0, 1], by the shipped weights; the order is what was measured'),
        reasons: z.array(z.object({ feature: z.string(), text: z.string(), weight: z.number() })),
      }),
    ),
    untold: z.array(untoldSchema),
    steps_not_read: z.int().describe('Steps whose contents were not looked at'),
  })
  .meta({ id: 'Explanation' });

export function explanationResponse(explanation: Explanation): z.infer<typeof explanationResponseSchema> {
  return {
    run_id: explanation.runId,
    revision: explanation.revision,
    layer: explanation.layer,
    boundary: explanation.boundary,
    answers: explanation.answers.map(({ question, title, verdict, layer, main, also, untold }) => ({
      question,
      title,
      verdict,
      layer,
      says: statementResponse(main),
      also: also.map(statementResponse),
      untold: untold.map(({ field }) => field),
    })),
    suspects: explanation.suspects.map(({ stepId, name, agent, share, reasons }) => ({
      step_id: stepId,
      name,
      agent,
      share,
      reasons: reasons.map((reason) => ({ ...reason })),
    })),
    untold: explanation.untold.map(untoldResponse),
    steps_not_read: explanation.stepsNotRead,
  };
}

function statementResponse({ ruleId, verdict, layer, text, fix, fixLink, links, values }: Statement): z.infer<typeof statementSchema> {
  return {
    rule: ruleId,
    verdict,
    layer,
    text,
    fix,
    fix_link: fixLink && linkResponse(fixLink),
    evidence: links.map(linkResponse),
    values: Object.fromEntries(values.map(({ name, value }) => [name, value])),
  };
}

function untoldResponse({ field, attribute, title, why, questions }: UntoldFact): z.infer<typeof untoldSchema> {
  return { field, attribute, title, why, questions: [...questions] };
}

const WIRE_NAMES: { [field: string]: string } = {
  stepId: 'step_id',
  claimId: 'claim_id',
  ordinal: 'passage',
  documentId: 'document_id',
  eventId: 'event_id',
  runId: 'run_id',
  alarmId: 'alarm_id',
};

function linkResponse(link: EvidenceLink): z.infer<typeof linkSchema> {
  return Object.fromEntries(Object.entries(link).map(([field, value]) => [WIRE_NAMES[field] ?? field, value])) as z.infer<
    typeof linkSchema
  >;
}
