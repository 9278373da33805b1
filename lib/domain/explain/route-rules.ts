// Did the workflow choose the right route? What the run, its reviewers and its siblings say of the way it went.
import { counted, type ExplainRule, findingRule } from './explain-rule';
import { stepLink } from './rule-links';

const question = 'route' as const;
/** Fewer runs with the same question do not make a custom. */
const FEW_SIBLINGS = 3;
/** A route that this share of the siblings took is what such questions usually get. */
const USUAL_SHARE = 0.7;

export const ROUTE_RULES: readonly ExplainRule[] = [
  {
    id: 'route.failed',
    question,
    title: 'Routing failed',
    when: 'A ROUTE step failed and no later attempt of the same name passed.',
    reads: ['step kind', 'step status', 'step error'],
    verdict: 'no',
    layer: 'route',
    says: 'Routing failed at {step}: {error}.',
    fix: 'Mend {step}; until then the run went wherever the workflow goes without a route.',
    fires({ brokenSteps }) {
      const step = brokenSteps.find(({ kind }) => kind === 'ROUTE');
      return step
        ? { values: { step: step.name, error: (step.error ?? 'no message').replace(/\.$/u, '') }, links: [stepLink(step)] }
        : null;
    },
    examples: {
      fires: { steps: [{ kind: 'ROUTE', name: 'router', status: 'error', error: 'no route' }] },
      quiet: { steps: [{ kind: 'ROUTE', name: 'router' }] },
    },
  },
  {
    id: 'route.reviewer-elsewhere',
    question,
    title: 'A reviewer says that it is about something else',
    when: 'A reviewer gave the reason that the answer is about something or somebody else.',
    reads: ['review event', 'reason code'],
    verdict: 'no',
    layer: 'route',
    says: '{actor} says that the answer is about something or somebody else; it went {route}.',
    fix: 'Read why {route} was chosen, and put this question among the examples of the right route.',
    fires({ run }) {
      const said = run.reviews.find(({ reasonCode }) => reasonCode === 'wrong_entity' || reasonCode === 'not_applicable');
      if (!said) return null;
      return {
        values: { actor: said.actor, route: routeWords(run.record.facts.route) },
        links: [{ kind: 'review', eventId: said.eventId, label: `${said.actor}: ${said.reasonCode?.replaceAll('_', ' ')}` }],
      };
    },
    examples: {
      fires: { reviews: [{ verb: 'fix', reasonCode: 'wrong_entity' }] },
      quiet: { reviews: [{ verb: 'fix', reasonCode: 'number_wrong' }] },
    },
  },
  findingRule({
    id: 'route.other-question',
    question,
    title: 'Another question was answered',
    when: 'The answer is about another subject or another year than the question.',
    codes: ['answers_other_question'],
    verdict: 'partly',
    layer: 'route',
    says: 'Another question was answered: {detail} It went {route}.',
    fix: 'Compare with a sibling on another route; if the route is right, the prompt has to repeat the question.',
    linked: (_, { run }) => ({ values: { route: routeWords(run.record.facts.route) }, fixLink: { kind: 'siblings' } }),
  }),
  {
    id: 'route.unusual',
    question,
    title: 'Such questions usually take another route',
    when: `At least ${FEW_SIBLINGS} runs with the same or a near-same input are known, and ${USUAL_SHARE * 100} % of them took one other route.`,
    reads: ['route', 'siblings'],
    verdict: 'partly',
    layer: 'route',
    says: 'It went {route}; {usual} of {runs} with nearly the same question went {other}.',
    fix: 'Compare it with one of them; if theirs is right, read why the router decided otherwise here.',
    fires({ run, siblings }) {
      const { route } = run.record.facts;
      const [top] = siblings?.routes ?? [];
      if (!siblings || !top || !route || siblings.runs < FEW_SIBLINGS || top.route === route || top.runs / siblings.runs < USUAL_SHARE)
        return null;
      return {
        values: { route: routeWords(route), usual: top.runs, runs: counted(siblings.runs, 'run'), other: routeWords(top.route) },
        links: [{ kind: 'boundary', boundary: 'route' }],
        fixLink: siblings.telling ? { kind: 'sibling', runId: siblings.telling.runId, label: 'Compare' } : { kind: 'siblings' },
      };
    },
    examples: {
      fires: { siblings: { runs: 4, routes: [{ route: 'claims', runs: 4 }], telling: null } },
      quiet: { siblings: { runs: 4, routes: [{ route: 'refunds', runs: 4 }], telling: null } },
    },
  },
  findingRule({
    id: 'route.fell-back',
    question,
    title: 'It took the fallback',
    when: 'The run left its route for a fallback.',
    codes: ['fallback_taken'],
    verdict: 'partly',
    layer: 'fallback',
    says: 'It left its route: {detail}',
    fix: 'Look at what made it fall back: mend that step, or check that the fallback is good enough for this kind of question.',
  }),
  {
    id: 'route.usual',
    question,
    title: 'Such questions usually take this route',
    when: `At least ${FEW_SIBLINGS} runs with the same or a near-same input are known, and ${USUAL_SHARE * 100} % of them took the same route.`,
    reads: ['route', 'siblings'],
    verdict: 'yes',
    layer: null,
    says: 'It went {route}, as {usual} of {runs} with nearly the same question did.',
    fix: null,
    fires({ run, siblings }) {
      const { route } = run.record.facts;
      const same = siblings?.routes.find((each) => each.route === route);
      if (!siblings || !same || siblings.runs < FEW_SIBLINGS || same.runs / siblings.runs < USUAL_SHARE) return null;
      return {
        values: { route: routeWords(route), usual: same.runs, runs: counted(siblings.runs, 'run') },
        links: [{ kind: 'boundary', boundary: 'route' }, { kind: 'siblings' }],
      };
    },
    examples: {
      fires: { siblings: { runs: 4, routes: [{ route: 'refunds', runs: 3 }], telling: null } },
      quiet: { siblings: { runs: 2, routes: [{ route: 'refunds', runs: 2 }], telling: null } },
    },
  },
  {
    id: 'route.approved',
    question,
    title: 'A reviewer approved what the route led to',
    when: 'The run states its route, and a reviewer approved or corrected the answer without saying that it is about something else.',
    reads: ['route', 'review outcome'],
    verdict: 'yes',
    layer: null,
    says: 'It went {route}, and {actor} found the answer to be about the right thing ({outcome}).',
    fix: null,
    fires({ run, decision }) {
      const { reviewOutcome, record } = run;
      if (!decision || !record.facts.route || (reviewOutcome !== 'approved' && reviewOutcome !== 'corrected')) return null;
      return {
        values: { route: routeWords(record.facts.route), actor: decision.actor, outcome: reviewOutcome },
        links: [{ kind: 'review', eventId: decision.eventId, label: `${decision.actor}: ${reviewOutcome}` }],
      };
    },
    examples: { fires: { reviews: [{}], outcome: 'approved' }, quiet: { reviews: [{}], outcome: 'rejected' } },
  },
  {
    id: 'route.unjudged',
    question,
    title: 'The route is recorded, and nothing judges it',
    when: 'The run states its route; no reviewer, no sibling and no finding says anything about it.',
    reads: ['route', 'route reason', 'siblings', 'review outcome'],
    verdict: 'unknown',
    layer: null,
    says: 'It went {route}{reason}; nothing in the record says whether that is the right one.',
    fix: 'Have one run of this kind reviewed, or send the reason of the route with the trace.',
    fires({ run }) {
      const { route, routeReason } = run.record.facts;
      if (!route) return null;
      return {
        values: { route: routeWords(route), reason: routeReason ? ` (${routeReason})` : '' },
        links: [{ kind: 'boundary', boundary: 'route' }],
      };
    },
    examples: { fires: {}, quiet: { facts: { route: null } } },
  },
  {
    id: 'route.untold',
    question,
    title: 'The trace names no route',
    when: 'The run has neither a route nor a ROUTE step.',
    reads: ['route', 'step kind'],
    verdict: 'unknown',
    layer: null,
    says: 'The trace names no route.',
    fix: 'Send the route and its reason; a workflow with one way only can send that name.',
    fires: ({ run }) =>
      run.record.facts.route || run.record.steps.some(({ kind }) => kind === 'ROUTE')
        ? null
        : { values: {}, links: [], fixLink: { kind: 'connect', fact: 'route' } },
    examples: { fires: { facts: { route: null } }, quiet: {} },
  },
];

function routeWords(route: string | undefined): string {
  return route ? `by “${route}”` : 'by a route that is not recorded';
}
