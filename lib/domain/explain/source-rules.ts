// Did the model see the right source? What parsing, retrieval, tools and reviewers say.
import type { Finding } from '@/lib/domain/evidence';
import { type ExplainRule, findingRule } from './explain-rule';
import type { ExplainFacts } from './explain-facts';
import { placeOf, stepLink } from './rule-links';

const question = 'source' as const;

export const SOURCE_RULES: readonly ExplainRule[] = [
  {
    id: 'source.parse-failed',
    question,
    title: 'Parsing failed',
    when: 'A PARSE step failed and no later attempt of the same name passed.',
    reads: ['step kind', 'step status', 'step error'],
    verdict: 'no',
    layer: 'parser',
    says: 'Parsing failed at {step}: {error}. What came after worked without that text.',
    fix: 'Send the file that {step} could not read through the parser alone, mend it, and run the workflow again.',
    fires: (facts) => brokenStep(facts, ['PARSE']),
    examples: {
      fires: { steps: [{ kind: 'PARSE', name: 'parse', status: 'error', error: 'bad xref' }] },
      quiet: {
        steps: [
          { kind: 'PARSE', name: 'parse', status: 'error' },
          { kind: 'PARSE', name: 'parse' },
        ],
      },
    },
  },
  {
    id: 'source.retrieval-failed',
    question,
    title: 'Retrieval failed',
    when: 'A RETRIEVAL, RERANK or EMBEDDING step failed and no later attempt of the same name passed.',
    reads: ['step kind', 'step status', 'step error'],
    verdict: 'no',
    layer: 'retrieval',
    says: 'Retrieval failed at {step}: {error}.',
    fix: 'Mend {step}; make the workflow stop or say so when retrieval fails, instead of answering without it.',
    fires: (facts) => brokenStep(facts, ['RETRIEVAL', 'RERANK', 'EMBEDDING']),
    examples: {
      fires: { steps: [{ kind: 'RETRIEVAL', name: 'search', status: 'error', error: 'timeout' }] },
      quiet: { steps: [{ kind: 'RETRIEVAL', name: 'search' }] },
    },
  },
  findingRule({
    id: 'source.retrieval-empty',
    question,
    title: 'Retrieval came back empty',
    when: 'Every search of the run returned no passage, or its context is stated and empty.',
    codes: ['retrieval_empty'],
    atLeast: 'high',
    verdict: 'no',
    layer: 'retrieval',
    says: 'The model was given nothing to answer from: {detail}',
    fix: 'Search the documents for the words of the question: if they are there, index them again or mend the query; if not, the document is missing.',
  }),
  findingRule({
    id: 'source.outside-context',
    question,
    title: 'The right place was not in the context',
    when: 'A claim stands in a document of the project, in a part that the model was not given.',
    codes: ['evidence_outside_context'],
    verdict: 'no',
    layer: 'retrieval',
    says: 'The place that proves it was not in the context: {detail}{more}',
    fix: 'Index {place} again and ask the same question: {why}.',
    linked: chunkedOrMissed,
  }),
  {
    id: 'source.reviewer-elsewhere',
    question,
    title: 'A reviewer found the evidence elsewhere',
    when: 'A reviewer moved the evidence of a claim, or gave a missing or outdated source as the reason.',
    reads: ['review event', 'reason code'],
    verdict: 'no',
    layer: 'retrieval',
    says: '{actor} found the evidence elsewhere ({reason}): what the model saw was not the right place.',
    fix: 'Open the place that {actor} chose, and ask why retrieval ranked another one above it.',
    fires({ run }) {
      const moved = run.reviews.find(({ verb, reasonCode }) => verb === 'wrong_place' || reasonCode === 'source_outdated');
      if (!moved) return null;
      return {
        values: { actor: moved.actor, reason: (moved.reasonCode ?? 'wrong place').replaceAll('_', ' ') },
        links: [{ kind: 'review', eventId: moved.eventId, label: `${moved.actor}: wrong place` }],
      };
    },
    examples: {
      fires: { reviews: [{ verb: 'wrong_place', reasonCode: 'other_page' }] },
      quiet: { reviews: [{ verb: 'right' }] },
    },
  },
  findingRule({
    id: 'source.low-scores',
    question,
    title: 'Retrieval scores are low',
    when: 'The best passage scored far below what runs of this kind have.',
    codes: ['retrieval_low_scores'],
    verdict: 'partly',
    layer: 'retrieval',
    says: 'Nothing that was retrieved fits well: {detail}{more}',
    fix: 'Compare the passages with those of a sibling that was answered well; otherwise a document on this question is missing.',
    linked: () => ({ fixLink: { kind: 'siblings' } }),
  }),
  findingRule({
    id: 'source.some-searches-empty',
    question,
    title: 'Some searches came back empty',
    when: 'A search returned no passage while others did.',
    codes: ['retrieval_empty'],
    only: ({ severity }) => severity !== 'high',
    verdict: 'partly',
    layer: 'retrieval',
    says: 'Some of its searches found nothing: {detail}',
    fix: 'Read the queries of the empty searches; a query that no document can match is a matter of the prompt that wrote it.',
  }),
  findingRule({
    id: 'source.tool-failed',
    question,
    title: 'A tool failed',
    when: 'A tool call failed and the workflow went on.',
    codes: ['tool_failed'],
    atLeast: 'medium',
    verdict: 'partly',
    layer: 'tool',
    says: 'A tool that should have told it something failed: {detail}{more}',
    fix: 'Mend the tool, and let the answer say what it could not look up; other runs with this error are in the blast radius.',
    linked: () => ({ fixLink: { kind: 'blast' } }),
  }),
  findingRule({
    id: 'source.tool-empty',
    question,
    title: 'A tool returned nothing',
    when: 'A tool answered without content.',
    codes: ['tool_empty'],
    verdict: 'partly',
    layer: 'tool',
    says: 'A tool gave it nothing: {detail}{more}',
    fix: 'Read the arguments of the call: an empty answer to a wrong argument is the fault of the step that wrote it.',
  }),
];

function brokenStep({ brokenSteps }: ExplainFacts, kinds: readonly string[]) {
  const step = brokenSteps.find(({ kind }) => kinds.includes(kind));
  if (!step) return null;
  return { values: { step: step.name, error: (step.error ?? 'no message').replace(/\.$/u, '') }, links: [stepLink(step)] };
}

/** A page of which the model had some text was cut into chunks too short; a page of which it had none was not retrieved. */
function chunkedOrMissed(finding: Finding, { run }: ExplainFacts) {
  const [anchor] = finding.anchors;
  const isOnPage = run.record.passages.some(
    ({ documentId, page }) => documentId !== undefined && documentId === anchor?.documentId && (page === undefined || page === anchor.page),
  );
  return {
    layer: isOnPage ? ('chunking' as const) : ('retrieval' as const),
    values: {
      place: placeOf(finding),
      why: isOnPage ? 'another part of that page was retrieved, so the chunks cut the answer off' : 'nothing of that page was retrieved',
    },
  };
}
