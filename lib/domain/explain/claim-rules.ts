// Was the answer supported? What the states of all claims come to, and whether they are known.
import type { EvidenceState } from '@/lib/domain/evidence';
import type { ExplainFacts } from './explain-facts';
import { allOf, counted, type ExplainRule, type Fired, findingRule } from './explain-rule';

const question = 'support' as const;

export const CLAIM_RULES: readonly ExplainRule[] = [
  {
    id: 'support.nothing-found',
    question,
    title: 'No claim stands in a source',
    when: 'The run has sources, and none of its claims was found in any of them.',
    reads: ['claim state'],
    verdict: 'no',
    layer: 'evidence',
    says: '{claims} found in a source of the run.',
    fix: 'Look at the first claim beside the passages: either retrieval brought the wrong ones, or the model answered from memory.',
    fires(facts) {
      const lost = facts.claimsIn('missing');
      return lost.length > 0 && lost.length === facts.claims.length
        ? claimsFired(facts, ['missing'], { claims: lost.length === 1 ? 'Its one claim was not' : `None of its ${lost.length} claims was` })
        : null;
    },
    examples: { fires: { claims: ['missing', 'missing'] }, quiet: { claims: ['missing', 'exact'] } },
  },
  {
    id: 'support.part',
    question,
    title: 'Part of the answer stands in no source',
    when: 'Some claims stand in a source, and others were found in none or only nearly.',
    reads: ['claim state'],
    verdict: 'partly',
    layer: 'evidence',
    says: '{proven} of {claims} proven; {rest}.',
    fix: 'Have the others reviewed: they are listed first under Claims and evidence.',
    fires(facts) {
      const proven = facts.claimsIn('exact', 'normalised').length;
      const weak: EvidenceState[] = ['missing', 'no_source', 'contradicted', 'approximate', 'moved', 'ambiguous'];
      const words = weak.flatMap((state) => {
        const { length } = facts.claimsIn(state);
        return length === 0 ? [] : [`${length} ${STATE_WORDS[state]}`];
      });
      const isPart = words.length > 0 && (proven > 0 || facts.claimsIn('approximate', 'moved', 'ambiguous').length > 0);
      return isPart ? claimsFired(facts, weak, { proven, claims: counted(facts.claims.length, 'claim'), rest: words.join(', ') }) : null;
    },
    examples: { fires: { claims: ['exact', 'missing'] }, quiet: { claims: ['exact'] } },
  },
  {
    id: 'support.proven',
    question,
    title: 'Every claim is proven',
    when: 'Every claim stands word for word, or with another spelling of the same value, in a source.',
    reads: ['claim state'],
    verdict: 'yes',
    layer: null,
    says: 'A source holds {claims}, word for word or with the same value.',
    fix: null,
    fires(facts) {
      const proven = facts.claimsIn('exact', 'normalised');
      return proven.length > 0 && proven.length === facts.claims.length
        ? claimsFired(facts, ['exact', 'normalised'], { claims: allOf(proven.length, 'claim') })
        : null;
    },
    examples: { fires: { claims: ['exact', 'normalised'] }, quiet: { claims: ['exact', 'missing'] } },
  },
  findingRule({
    id: 'support.not-checked',
    question,
    title: 'The checks could not finish',
    when: 'Checking failed, took too long or had to leave claims out.',
    codes: ['run_not_checked', 'output_claims_omitted'],
    verdict: 'unknown',
    layer: 'evidence',
    says: 'Not everything was checked: {detail}',
    fix: 'A person has to read it whole: put it into a queue.',
  }),
  {
    id: 'support.pending',
    question,
    title: 'The checks have not run yet',
    when: 'The run is still being received, or waits for its checks.',
    reads: ['evaluated at'],
    verdict: 'unknown',
    layer: null,
    says: 'The checks have not run yet.',
    fix: 'Wait: they run as soon as the run has come to rest.',
    fires: ({ isChecked }) => (isChecked ? null : { values: {}, links: [{ kind: 'boundary', boundary: 'evidence' }] }),
    examples: { fires: { unchecked: true }, quiet: {} },
  },
  findingRule({
    id: 'support.nothing-to-check',
    question,
    title: 'There is nothing to check against',
    when: 'The run has no source with text.',
    codes: ['nothing_to_check_against'],
    verdict: 'unknown',
    layer: 'evidence',
    says: 'Nobody can tell from the trace: {detail}',
    fix: 'Send what the model was given: passages, documents or tool results.',
    linked: () => ({ fixLink: { kind: 'connect', fact: 'context' } }),
  }),
  {
    id: 'support.no-claim',
    question,
    title: 'The output makes no claim',
    when: 'The checks ran and found nothing in the output that could be true or false.',
    reads: ['claims', 'output'],
    verdict: 'unknown',
    layer: null,
    says: 'The output makes no claim that could be held against a source.',
    fix: null,
    fires: ({ run, isChecked }) =>
      isChecked && run.claims.length === 0 ? { values: {}, links: [{ kind: 'boundary', boundary: 'output' }] } : null,
    examples: { fires: { claims: [] }, quiet: {} },
  },
  {
    id: 'support.no-source',
    question,
    title: 'The claims have no source',
    when: 'The run has claims, and no source that they could be found in.',
    reads: ['claim state'],
    verdict: 'unknown',
    layer: 'evidence',
    says: 'Its {claims} have no source in the trace that they could be held against.',
    fix: 'Send what the model was given: passages, documents or tool results.',
    fires(facts) {
      const alone = facts.claimsIn('no_source');
      if (alone.length === 0 || alone.length < facts.claims.length) return null;
      return {
        ...claimsFired(facts, ['no_source'], { claims: counted(alone.length, 'claim') }),
        fixLink: { kind: 'connect', fact: 'context' },
      };
    },
    examples: { fires: { claims: ['no_source'] }, quiet: { claims: ['exact'] } },
  },
];

const STATE_WORDS: Record<EvidenceState, string> = {
  exact: 'exact',
  normalised: 'with the same value',
  approximate: 'nearly',
  moved: 'in another place than cited',
  ambiguous: 'in several places',
  contradicted: 'contradicted',
  missing: 'in no source',
  no_source: 'without a source to look in',
};

function claimsFired(facts: ExplainFacts, states: readonly EvidenceState[], values: Fired['values']): Fired {
  const links = facts.claimsIn(...states).slice(0, 3);
  return { values, links: links.map(({ claimId, text }) => ({ kind: 'claim' as const, claimId, text })) };
}
