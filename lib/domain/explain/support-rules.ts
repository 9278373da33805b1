// Was the answer supported? What the checks say of single claims.
import type { ExplainFacts } from './explain-facts';
import { type ExplainRule, findingRule } from './explain-rule';

const question = 'support' as const;
const PROMPT_OR_MODEL =
  'Compare with a sibling under another prompt version or model: if that one has it right, the difference is the cause.';

export const SUPPORT_RULES: readonly ExplainRule[] = [
  findingRule({
    id: 'support.source-says-otherwise',
    question,
    title: 'A source says otherwise',
    when: 'A claim contradicts the place it stands on, or structured data that the run carries.',
    codes: ['evidence_contradicted', 'record_contradicted', 'negation_flipped'],
    atLeast: 'medium',
    verdict: 'no',
    layer: 'model',
    says: 'A source says otherwise: {detail}{more}',
    fix: PROMPT_OR_MODEL,
    linked: sibling,
  }),
  findingRule({
    id: 'support.figure-invented',
    question,
    title: 'A figure, a date or a name is in no source',
    when: 'A number, a date, a name, a unit or a currency of the answer stands in no source, or was changed on the way.',
    codes: ['number_not_in_source', 'date_not_in_source', 'unit_changed', 'currency_changed', 'name_not_in_source', 'name_changed'],
    atLeast: 'medium',
    verdict: 'no',
    layer: 'model',
    says: 'The answer has something that no source has: {detail}{more}',
    fix: 'Open the step in which it first appears (first suspect below); let the prompt ask for the place of every figure.',
  }),
  findingRule({
    id: 'support.followed-injection',
    question,
    title: 'It did what a source told it to do',
    when: 'The answer does what instructions hidden in a source ask for.',
    codes: ['instruction_followed'],
    verdict: 'no',
    layer: 'model',
    says: 'It followed instructions that stand in a source: {detail}{more}',
    fix: 'Take the source out, queue every run that was given it, and separate data from instructions in the prompt.',
    linked: () => ({ fixLink: { kind: 'blast' } }),
  }),
  findingRule({
    id: 'support.list-invented',
    question,
    title: 'A list is invented',
    when: 'The entries of a list stand in no source.',
    codes: ['list_invented', 'list_item_invented'],
    verdict: 'no',
    layer: 'model',
    says: 'A list in the answer stands in no source: {detail}{more}',
    fix: 'Ask for the place of each entry, and refuse entries without one.',
  }),
  findingRule({
    id: 'support.refused-despite-sources',
    question,
    title: 'It refused although the sources hold the answer',
    when: 'The answer says that the information is not there, and a source of the run holds it.',
    codes: ['refusal_despite_sources', 'absence_contradicted'],
    verdict: 'no',
    layer: 'prompt',
    says: 'It says that something is not there which is: {detail}{more}',
    fix: 'Compare with the previous prompt version: wording that asks for caution often makes the model refuse what it was given.',
    linked: sibling,
  }),
  findingRule({
    id: 'support.citation-wrong',
    question,
    title: 'A citation does not hold',
    when: 'The place that the run cites is wrong, silent, unknown, or its quote stands nowhere.',
    codes: ['cited_quote_missing', 'cited_evidence_silent', 'cited_place_wrong', 'cited_document_unknown'],
    verdict: 'partly',
    layer: 'evidence',
    says: 'A citation does not hold: {detail}{more}',
    fix: 'Let the workflow look its citations up before it answers; where only the place is wrong, re-anchor it in review.',
  }),
  findingRule({
    id: 'support.meaning-shifted',
    question,
    title: 'A condition, a quantity or a direction was changed',
    when: 'Words that carry the meaning of the source (not, all, must, unless, more) are other ones in the answer.',
    codes: [
      'negation_flipped',
      'quantifier_changed',
      'modality_changed',
      'exception_dropped',
      'comparative_changed',
      'clause_not_in_source',
    ],
    verdict: 'partly',
    layer: 'model',
    says: 'It says it in other words than the source, and that may change the meaning: {detail}{more}',
    fix: 'Have a person read the claim beside its source; if it is wrong, ask for the wording of the source where conditions matter.',
  }),
  findingRule({
    id: 'support.contradicts-itself',
    question,
    title: 'The answer contradicts itself',
    when: 'Two sentences of the answer cannot both be true.',
    codes: ['self_contradiction'],
    verdict: 'partly',
    layer: 'model',
    says: 'It contradicts itself: {detail}{more}',
    fix: 'Look which of the two a source supports; a long answer that is put together from parts needs a last check.',
  }),
  findingRule({
    id: 'support.field-alone',
    question,
    title: 'A field comes without evidence',
    when: 'A field of a structured answer has no evidence although others have.',
    codes: ['field_without_evidence', 'record_unknown_asserted'],
    verdict: 'partly',
    layer: 'prompt',
    says: 'A field comes without evidence: {detail}{more}',
    fix: 'Ask for the quote of each field in the schema, beside its value.',
  }),
  findingRule({
    id: 'support.refused',
    question,
    title: 'It refused to answer',
    when: 'The answer is a refusal and claims nothing.',
    codes: ['refusal'],
    verdict: 'unknown',
    layer: 'prompt',
    says: 'It refused, so there is nothing to support: {detail}',
    fix: 'See whether siblings were answered; if they were, the refusal comes from prompt, route or guardrail.',
    linked: sibling,
  }),
];

function sibling(_: unknown, { siblings }: ExplainFacts) {
  return {
    fixLink: siblings?.telling
      ? { kind: 'sibling' as const, runId: siblings.telling.runId, label: 'Compare' }
      : { kind: 'siblings' as const },
  };
}
