// LangSmith: a decision as feedback on the root run, with the corrected output; each answer as feedback of its own.
import { z } from 'zod';
import { answerComment, answerScore, type DeliveredDecision, decisionFacts, stableUuid } from '@/lib/domain/delivered-decision';
import { isObject } from '@/lib/domain/json-container';
import type { Json } from '@/lib/domain/run/run';
import { baseSettings, CLAIMS_FIELD, TEXTS_FIELD, urlField } from './base-settings';
import type { Connector, HttpCall } from './connector';

const settings = z.strictObject({ ...baseSettings });
type LangsmithSettings = z.infer<typeof settings>;

export const langsmith: Connector<LangsmithSettings> = {
  kind: 'langsmith',
  title: 'LangSmith',
  about: 'Feedback on the run with score, value, correction and comment.',
  fields: [urlField('The address of the API, as in LANGSMITH_ENDPOINT.', 'https://api.smith.langchain.com'), CLAIMS_FIELD, TEXTS_FIELD],
  secret: { label: 'API key', hint: 'It begins with lsv2_. Stored encrypted and not shown again.', isRequired: true, isLong: false },
  settings,
  plan: (decision, { url, isPerClaim }, secret) => {
    const runId = decision.target.langsmithRunId;
    if (runId === null) {
      return { notApplicable: 'The run did not come from LangSmith. A posted run can name its run as metadata.langsmith_run_id.' };
    }
    const feedback = [decisionFeedback(decision), ...(isPerClaim ? answerFeedback(decision) : [])];
    return {
      calls: feedback.map((body) => ({
        what: `feedback ${String(body['key'])}`,
        method: 'POST' as const,
        url: `${url}/feedback`,
        headers: { 'x-api-key': secret.trim(), 'content-type': 'application/json' },
        body: JSON.stringify({ run_id: runId, trace_id: runId, ...body, feedback_source: sourceOf(decision) }),
      })),
    };
  },
  test: ({ url }, secret): HttpCall[] => [
    { what: 'projects of the key', method: 'GET', url: `${url}/sessions?limit=1`, headers: { 'x-api-key': secret.trim() }, body: null },
  ],
  // Feedback with this id is there already.
  knownStatuses: [409],
};

function decisionFeedback(decision: DeliveredDecision): { [name: string]: Json } {
  const { decisionId, score, outcome, note, correctedOutput } = decision;
  return {
    id: stableUuid(decisionId, 'langsmith', 'decision'),
    key: 'human_review',
    score,
    value: outcome,
    ...(note === null ? {} : { comment: note }),
    ...(correctedOutput === undefined ? {} : { correction: isObject(correctedOutput) ? correctedOutput : { output: correctedOutput } }),
  };
}

function answerFeedback({ decisionId, answers }: DeliveredDecision): { [name: string]: Json }[] {
  return answers.map((answer) => {
    const comment = answerComment(answer);
    const corrected = answer.texts?.corrected;
    return {
      id: stableUuid(decisionId, 'langsmith', answer.answerId),
      key: answer.name,
      score: answerScore(answer),
      value: answer.label,
      ...(comment === null ? {} : { comment }),
      ...(corrected === undefined ? {} : { correction: { [answer.claimId ?? 'missing']: corrected } }),
    };
  });
}

function sourceOf(decision: DeliveredDecision): { [name: string]: Json } {
  return { type: 'app', metadata: { source: 'countersign', ...decisionFacts(decision) } };
}
