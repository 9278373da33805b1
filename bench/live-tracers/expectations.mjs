// What a run has to hold for each case, as problems in words.
import { EXPECTED } from './stand-in-model.mjs';

/** `steps` are those of the API with their bodies beside them as text. */
export function problemsOf({ run, steps, question, name, caseName, lacks }) {
  const calls = steps.filter(({ kind }) => kind === 'LLM');
  const wanted = [
    [name === undefined || run.name === name, `its name is ${run.name}, not ${name}`],
    [steps.length >= 2, `it has ${steps.length} steps, not 2`],
    [steps.every(({ mark, status }) => mark === null && status !== 'running'), 'a step lacks its parent or its end'],
    [JSON.stringify(run).includes(question), 'the run does not hold the question'],
    [calls[0]?.body.includes(question) ?? false, 'the model call does not hold the question'],
    [run.revision !== null, 'it is not settled'],
    ...(EXPECTATIONS[caseName] ?? answered)({ run, steps, calls, lacks }),
  ];
  return wanted.filter(([isRight]) => !isRight).map(([, problem]) => problem);
}

const EXPECTATIONS = {
  structured: ({ run, calls }) => [...oneCall(calls), ...holds(run, calls[0], 'excess')],
  image: ({ run, calls }) => [
    ...answered({ run, calls }),
    [/image\/png|iVBORw0KGgo|countersign-media|blob/.test(calls[0]?.body ?? ''), 'the image is lost'],
  ],
  stream: ({ run, calls, lacks }) => [
    [calls.length === 1, `it has ${calls.length} model calls, not 1`],
    ...calls.slice(0, 1).flatMap((call) => facts(call, lacks.includes('tokens of a stream'))),
    ...holds(run, calls[0], EXPECTED.answer),
  ],
  aborted: ({ calls }) => [[calls.length === 1, `it has ${calls.length} model calls, not 1`]],
  refused: ({ calls }) => [
    [calls.length === 1, `it has ${calls.length} model calls, not 1`],
    [
      calls[0]?.status === 'error' && /400/.test(JSON.stringify(calls[0])),
      `the refused call is ${calls[0]?.status}: ${JSON.stringify(calls[0]?.error)}`,
    ],
  ],
  tools: ({ run, steps, calls, lacks }) => [
    [calls.length === 2, `it has ${calls.length} model calls, not 2`],
    ...calls.flatMap((call) => facts(call)),
    [hasCalls(calls[0]), `the tool calls of the first answer are ${JSON.stringify(calls[0]?.facts?.toolCalls ?? null)}`],
    [calls[1]?.body.includes('tariff table is locked'), 'the second call does not hold what the tools gave'],
    ...holds(run, calls[1], EXPECTED.answer),
    ...toolSteps(steps, lacks),
  ],
};

function answered({ run, calls }) {
  return [...oneCall(calls), ...holds(run, calls[0], EXPECTED.answer)];
}

function oneCall(calls) {
  return [[calls.length === 1, `it has ${calls.length} model calls, not 1`], ...calls.slice(0, 1).flatMap((call) => facts(call))];
}

function facts({ facts: { modelName, usage = {} }, status }, isUncounted = false) {
  return [
    [status === 'ok', `a model call is ${status}`],
    [modelName === EXPECTED.model, `the model is ${modelName}`],
    [
      isUncounted || (usage.inputTokens === EXPECTED.inputTokens && usage.outputTokens === EXPECTED.outputTokens),
      `the tokens are ${JSON.stringify(usage)}`,
    ],
  ];
}

function holds(run, call, text) {
  return [
    [call?.body.includes(text) ?? false, `the model call does not hold ${text}`],
    [JSON.stringify(run).includes(text), `the run does not hold ${text}`],
  ];
}

function hasCalls(call) {
  return ['premium_of', 'excess_of', 'P-1', 'P-2'].every((word) => call?.body.includes(word));
}

function toolSteps(steps, lacks) {
  const tools = steps.filter(({ kind }) => kind === 'TOOL' || lacks.includes('kinds of tools'));
  const [good, bad] = ['premium_of', 'excess_of'].map((tool) => tools.find(({ name }) => name.includes(tool)));
  const isGood = good?.status === 'ok' && good.body.includes('240') && good.body.includes('P-1');
  const isBad = bad?.status === 'error' && JSON.stringify(bad).includes('tariff table is locked');
  return [
    [isGood, `premium_of is ${good?.status} with ${good?.body.slice(0, 300)}`],
    [isBad || lacks.includes('failed tools'), `excess_of is ${bad?.status}: ${JSON.stringify(bad?.error)}`],
  ];
}
