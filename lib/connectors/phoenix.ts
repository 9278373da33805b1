// Phoenix: a decision and its answers as annotations of the reviewed span.
import { z } from 'zod';
import { answerComment, answerScore, type DeliveredDecision, decisionFacts } from '@/lib/domain/delivered-decision';
import type { Json } from '@/lib/domain/run/run';
import { baseSettings, CLAIMS_FIELD, TEXTS_FIELD, urlField } from './base-settings';
import type { Connector } from './connector';

const settings = z.strictObject({ ...baseSettings });
type PhoenixSettings = z.infer<typeof settings>;

/** Annotations in one request. */
const PER_CALL = 100;

export const phoenix: Connector<PhoenixSettings> = {
  kind: 'phoenix',
  title: 'Phoenix (Arize)',
  about: 'Annotations of the reviewed span for the decision and for each claim.',
  fields: [
    urlField('The address of your Phoenix, with the space where it has one.', 'https://app.phoenix.arize.com'),
    CLAIMS_FIELD,
    TEXTS_FIELD,
  ],
  secret: {
    label: 'API key',
    hint: 'Leave it empty for a Phoenix without authentication. Stored encrypted and not shown again.',
    isRequired: false,
    isLong: false,
  },
  settings,
  plan: (decision, { url, isPerClaim }, secret) => {
    const { spanId } = decision.target;
    if (spanId === null) return { notApplicable: 'The run did not come as an OpenTelemetry trace, so there is no span to annotate.' };
    const annotations = annotationsOf(decision, spanId, isPerClaim);
    const pages = Array.from({ length: Math.ceil(annotations.length / PER_CALL) }, (_, page) =>
      annotations.slice(page * PER_CALL, (page + 1) * PER_CALL),
    );
    return {
      calls: pages.map((data) => ({
        what: 'annotations',
        method: 'POST' as const,
        // Synchronous, so that a span which Phoenix does not know is said here and not lost there.
        url: `${url}/v1/span_annotations?sync=true`,
        headers: { ...credential(secret), 'content-type': 'application/json' },
        body: JSON.stringify({ data }),
      })),
    };
  },
  test: ({ url }, secret) => [
    { what: 'projects', method: 'GET', url: `${url}/v1/projects?limit=1`, headers: credential(secret), body: null },
  ],
};

/** Phoenix keeps one annotation for each span, name and identifier: the same one sent twice is one. */
function annotationsOf(decision: DeliveredDecision, spanId: string, isPerClaim: boolean): Json[] {
  const base = { span_id: spanId, annotator_kind: 'HUMAN' };
  const metadata = { source: 'countersign', ...decisionFacts(decision) };
  const whole = {
    ...base,
    name: 'human_review',
    result: resultOf(decision.outcome, decision.score, decision.note),
    metadata,
    identifier: decision.decisionId,
  };
  const answers = decision.answers.map((answer) => ({
    ...base,
    name: answer.name,
    result: resultOf(answer.label, answerScore(answer), answerComment(answer)),
    metadata: {
      ...metadata,
      ...(answer.claimId === null ? {} : { claim_id: answer.claimId }),
      ...(answer.reasonCode === null ? {} : { reason_code: answer.reasonCode }),
    },
    identifier: answer.answerId,
  }));
  return [whole, ...(isPerClaim ? answers : [])];
}

function resultOf(label: string, score: number | null, explanation: string | null): { [name: string]: Json } {
  return { label, ...(score === null ? {} : { score }), ...(explanation === null ? {} : { explanation }) };
}

function credential(secret: string): { [name: string]: string } {
  const key = secret.trim();
  return key === '' ? {} : { authorization: `Bearer ${key}` };
}
