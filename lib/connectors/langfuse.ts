// Langfuse: a decision as a score of the trace, each answer as a score, the corrected output as a CORRECTION.
import { z } from 'zod';
import { answerComment, type DeliveredDecision, decisionFacts, stableUuid } from '@/lib/domain/delivered-decision';
import type { Json } from '@/lib/domain/run/run';
import { baseSettings, CLAIMS_FIELD, TEXTS_FIELD, urlField } from './base-settings';
import type { Connector, HttpCall } from './connector';

const settings = z.strictObject({
  ...baseSettings,
  publicKey: z.string().trim().min(1, 'is needed').max(200),
  hasCorrections: z.boolean().default(true),
});
type LangfuseSettings = z.infer<typeof settings>;

/** Langfuse shows a correction beside the output only under this name. */
const CORRECTION_NAME = 'output';

export const langfuse: Connector<LangfuseSettings> = {
  kind: 'langfuse',
  title: 'Langfuse',
  about: 'Scores on the trace for the decision and for each claim; the corrected output as a correction.',
  fields: [
    urlField('The address of your Langfuse.', 'https://cloud.langfuse.com'),
    {
      name: 'publicKey',
      label: 'Public key',
      hint: 'It begins with pk-lf-.',
      kind: 'text',
      initial: '',
      isRequired: true,
    },
    {
      name: 'hasCorrections',
      label: 'Send the corrected output',
      hint: 'As a score of type CORRECTION. Switch it off for versions of Langfuse that do not know this type.',
      kind: 'switch',
      initial: true,
      isRequired: false,
    },
    CLAIMS_FIELD,
    TEXTS_FIELD,
  ],
  secret: { label: 'Secret key', hint: 'It begins with sk-lf-. Stored encrypted and not shown again.', isRequired: true, isLong: false },
  settings,
  plan: (decision, options, secret) => {
    const traceId = decision.target.langfuseTraceId;
    if (traceId === null) {
      return {
        notApplicable: 'The run has no trace id that Langfuse could know. A posted run can name one as metadata.langfuse_trace_id.',
      };
    }
    const score = (what: string, body: { [name: string]: Json }) =>
      scoreCall(`score ${what}`, options, secret, { traceId, ...body, ...(body['comment'] === null ? { comment: undefined } : {}) });
    const calls = [score('human_review', decisionScore(decision))];
    if (options.isPerClaim) calls.push(...answerScores(decision).map((body) => score(String(body['name']), body)));
    if (options.hasCorrections && decision.correctedOutput !== undefined)
      calls.push(score('correction', correction(decision, decision.correctedOutput)));
    return { calls };
  },
  test: (options, secret) => [
    {
      what: 'project of the keys',
      method: 'GET',
      url: `${options.url}/api/public/projects`,
      headers: { authorization: basic(options, secret) },
      body: null,
    },
  ],
};

function decisionScore(decision: DeliveredDecision): { [name: string]: Json } {
  return {
    id: stableUuid(decision.decisionId, 'langfuse', 'decision'),
    name: 'human_review',
    value: decision.outcome,
    dataType: 'CATEGORICAL',
    comment: decision.note,
    metadata: metadataOf(decision),
  };
}

function answerScores(decision: DeliveredDecision): { [name: string]: Json }[] {
  return decision.answers.map((answer) => ({
    id: stableUuid(decision.decisionId, 'langfuse', answer.answerId),
    name: answer.name,
    value: answer.label,
    dataType: 'CATEGORICAL',
    comment: answerComment(answer),
    metadata: {
      ...metadataOf(decision),
      ...(answer.claimId === null ? {} : { claim_id: answer.claimId }),
      ...(answer.reasonCode === null ? {} : { reason_code: answer.reasonCode }),
    },
  }));
}

function correction(decision: DeliveredDecision, output: Json): { [name: string]: Json } {
  return {
    id: stableUuid(decision.decisionId, 'langfuse', 'correction'),
    name: CORRECTION_NAME,
    value: typeof output === 'string' ? output : JSON.stringify(output),
    dataType: 'CORRECTION',
    comment: null,
    metadata: metadataOf(decision),
  };
}

function metadataOf(decision: DeliveredDecision): { [name: string]: Json } {
  return { source: 'countersign', ...decisionFacts(decision) };
}

function scoreCall(what: string, options: LangfuseSettings, secret: string, body: object): HttpCall {
  const headers = { authorization: basic(options, secret), 'content-type': 'application/json' };
  return { what, method: 'POST', url: `${options.url}/api/public/scores`, headers, body: JSON.stringify(body) };
}

function basic({ publicKey }: LangfuseSettings, secret: string): string {
  return `Basic ${Buffer.from(`${publicKey}:${secret.trim()}`).toString('base64')}`;
}
