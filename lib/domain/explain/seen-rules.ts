// Did the model see the right source? What the claims say of what it saw.
import type { ExplainFacts } from './explain-facts';
import { allOf, counted, type ExplainRule } from './explain-rule';

const question = 'source' as const;

export const SEEN_RULES: readonly ExplainRule[] = [
  {
    id: 'source.part-found',
    question,
    title: 'Only part of the answer stands in what it saw',
    when: 'Some claims stand in sources of the run, and others stand in none.',
    reads: ['claim state', 'passages'],
    verdict: 'partly',
    layer: 'retrieval',
    says: 'What it saw speaks to {proven} of {claims}; the other {rest} in no source of the run.',
    fix: 'Search the documents for “{claim}”. If it is there, retrieval missed it: index again. If not, the model made it up.',
    fires(facts) {
      const { proven, lost } = splitClaims(facts);
      const [first] = lost;
      if (proven.length === 0 || !first) return null;
      return {
        values: {
          proven: proven.length,
          claims: counted(facts.claims.length, 'claim'),
          rest: lost.length,
          claim: first.text.slice(0, 80),
        },
        links: lost.slice(0, 3).map(({ claimId, text }) => ({ kind: 'claim' as const, claimId, text })),
      };
    },
    examples: { fires: { claims: ['exact', 'missing'] }, quiet: { claims: ['exact', 'normalised'] } },
  },
  {
    id: 'source.seen',
    question,
    title: 'The sources it saw carry the answer',
    when: 'Every claim stands in a passage, a document or a tool result of the run.',
    reads: ['claim state', 'used passages'],
    verdict: 'yes',
    layer: null,
    says: 'What it saw speaks to {claims}{passages}.',
    fix: null,
    fires(facts) {
      const { proven, lost } = splitClaims(facts);
      if (proven.length === 0 || lost.length > 0 || proven.length < facts.claims.length) return null;
      const used = facts.run.usedPassages;
      return {
        values: {
          claims: allOf(proven.length, 'claim'),
          passages: used.length === 0 ? '' : `, in ${used.length} of ${counted(facts.run.record.passages.length, 'passage')}`,
        },
        links: used.slice(0, 3).map((ordinal) => ({ kind: 'passage' as const, ordinal, label: `passage ${ordinal + 1}` })),
      };
    },
    examples: { fires: {}, quiet: { claims: ['exact', 'missing'] } },
  },
  {
    id: 'source.none-fits',
    question,
    title: 'Nothing in what it saw speaks to the answer',
    when: 'The run has passages or documents, and none of its claims was found in any of them.',
    reads: ['claim state', 'passages'],
    verdict: 'unknown',
    layer: 'retrieval',
    says: 'It saw {passages}, and {claims} in none of it: either the right source is missing, or the model did not use it.',
    fix: 'Search the documents for the words of the question: if a better passage is there, retrieval missed it; if not, see what the model answered from.',
    fires(facts) {
      const { proven, lost } = splitClaims(facts);
      const { passages, facts: told } = facts.run.record;
      const seen = passages.length + (told.contextRefs?.length ?? 0);
      if (proven.length > 0 || lost.length === 0 || seen === 0) return null;
      return {
        values: {
          passages: counted(seen, 'passage'),
          claims: lost.length === 1 ? 'its one claim stands' : `its ${lost.length} claims stand`,
        },
        links: passages.slice(0, 3).map((_, ordinal) => ({ kind: 'passage' as const, ordinal, label: `passage ${ordinal + 1}` })),
      };
    },
    examples: { fires: { claims: ['missing', 'missing'] }, quiet: { claims: ['exact', 'missing'] } },
  },
  {
    id: 'source.unjudged',
    question,
    title: 'It saw something, and nothing tells whether it was right',
    when: 'The run has passages or documents, and no claim that could be held against them.',
    reads: ['claims', 'passages'],
    verdict: 'unknown',
    layer: null,
    says: 'It saw {passages}; the output says nothing that tells whether they were the right ones.',
    fix: null,
    fires({ run, claims }) {
      const { passages, facts } = run.record;
      const seen = passages.length + (facts.contextRefs?.length ?? 0);
      if (seen === 0 || claims.some(({ state }) => state !== 'no_source')) return null;
      return { values: { passages: counted(seen, 'passage') }, links: [{ kind: 'boundary', boundary: 'context' }] };
    },
    examples: { fires: { claims: [] }, quiet: { claims: ['exact'] } },
  },
  {
    id: 'source.untold',
    question,
    title: 'The trace shows no source',
    when: 'The run has no passage, no document and no tool result that could be held against its answer.',
    reads: ['passages', 'context references', 'steps'],
    verdict: 'unknown',
    layer: null,
    says: 'The trace does not show what the model was given.',
    fix: 'Send the passages as context, or the retrieval step with its documents.',
    fires({ run }) {
      const { passages, facts } = run.record;
      if (passages.length > 0 || (facts.contextRefs?.length ?? 0) > 0) return null;
      return { values: {}, links: [], fixLink: { kind: 'connect', fact: 'context' } };
    },
    examples: { fires: { passages: [], claims: ['no_source'] }, quiet: {} },
  },
];

function splitClaims(facts: ExplainFacts) {
  return {
    proven: facts.claimsIn('exact', 'normalised', 'approximate', 'moved', 'ambiguous', 'contradicted'),
    lost: facts.claimsIn('missing'),
  };
}
