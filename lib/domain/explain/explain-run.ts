// Answers the six questions of a run from what is recorded of it: by rules, each sentence with the evidence that made its rule fire.
import { type ExplainFacts, explainFacts, type ExplainInput } from './explain-facts';
import { statementOf, toneOf } from './explain-rule';
import {
  type Answer,
  type Explanation,
  LAYERS,
  QUESTION_IDS,
  type QuestionId,
  QUESTIONS,
  type Statement,
  type UntoldFact,
  type Verdict,
} from './explanation';
import { EXPLAIN_RULES, NO_RULE } from './rule-registry';
import { suspectsOf } from './run-suspects';
import { untoldFacts } from './untold-facts';

/** A no is not outweighed by a yes; not knowing says nothing where something is known. */
const WEIGHT: readonly Verdict[] = ['no', 'partly', 'yes', 'unknown'];
/** For drift a yes is the grave answer. */
const DRIFT_WEIGHT: readonly Verdict[] = ['yes', 'partly', 'no', 'unknown'];

/** Pure: the same input gives the same explanation. Suspects are empty unless something is wrong with the run. */
export function explainRun(input: ExplainInput): Explanation {
  const facts = explainFacts(input);
  const untold = untoldFacts(facts);
  const answers = QUESTION_IDS.map((question) => answer(question, facts, untold));
  const layer = firstLayer(answers);
  return {
    runId: facts.run.record.runId,
    revision: facts.run.revision,
    layer,
    boundary: facts.map.failedAt ?? facts.map.firstSign,
    answers,
    suspects: isFaulty(facts, answers) ? suspectsOf(facts, layer) : [],
    untold,
    stepsNotRead: input.stepsNotRead ?? 0,
  };
}

function answer(question: QuestionId, facts: ExplainFacts, untold: readonly UntoldFact[]): Answer {
  const weight = question === 'drift' ? DRIFT_WEIGHT : WEIGHT;
  const said = EXPLAIN_RULES.filter((rule) => rule.question === question)
    .flatMap((rule) => statementOf(rule, facts) ?? [])
    .sort((a, b) => weight.indexOf(a.verdict) - weight.indexOf(b.verdict));
  const main = said[0] ?? nothingSaid(question);
  const { verdict, tone, layer } = main;
  return {
    question,
    title: QUESTIONS[question],
    verdict,
    tone,
    layer,
    main,
    also: withoutRepeats(main, said.slice(1)),
    untold: untold.filter(({ questions }) => questions.includes(question)),
  };
}

/** What only says that nothing is known is left out where something is, and so is a good word beside a bad one. */
function withoutRepeats(main: Statement, rest: readonly Statement[]): Statement[] {
  return rest.filter(({ verdict, text }) => verdict !== 'unknown' && text !== main.text && !(isFault(main) && verdict === 'yes'));
}

function isFault({ tone }: Statement): boolean {
  return tone === 'bad' || tone === 'warn';
}

function nothingSaid(question: QuestionId): Statement {
  return {
    ruleId: NO_RULE,
    verdict: 'unknown',
    tone: toneOf(question, 'unknown'),
    layer: null,
    text: 'The record says nothing about it.',
    fix: null,
    fixLink: null,
    links: [],
    values: [],
  };
}

/** Nobody is suspected of what did not happen. */
function isFaulty({ map, run }: ExplainFacts, answers: readonly Answer[]): boolean {
  const isDecidedAgainst = run.reviewOutcome === 'corrected' || run.reviewOutcome === 'rejected';
  return (
    isDecidedAgainst ||
    map.failedAt !== null ||
    answers.some(({ tone, question }) => tone === 'bad' && question !== 'review' && question !== 'drift')
  );
}

/** Causes before effects: the earliest layer that a bad answer blames, else the earliest of a doubtful one. Review comes last, it causes nothing. */
function firstLayer(answers: readonly Answer[]) {
  for (const tone of ['bad', 'warn'] as const) {
    const blamed = answers.filter((each) => each.tone === tone && each.question !== 'review').flatMap(({ layer }) => layer ?? []);
    const first = LAYERS.find((layer) => blamed.includes(layer));
    if (first) return first;
  }
  return null;
}
