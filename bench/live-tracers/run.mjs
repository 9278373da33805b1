// Runs published tracers, unpatched, against a started Countersign and a stand-in model, and reads their runs back over the API.
//
//   npm install && node run.mjs --door http://localhost:4318 --web http://localhost:3000 --key cs_… [--only langsmith]
//
// Exit code 0: every tracer flushed without an error or a warning and its run is complete.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { EXPECTED, startStandIn } from './stand-in-model.mjs';

const text = { type: 'string' };
const { values } = parseArgs({
  options: {
    door: { ...text, default: 'http://localhost:4318' },
    web: { ...text, default: 'http://localhost:3000' },
    key: text,
    only: text,
  },
});
const TRACERS = [
  { file: 'langfuse-5', of: '@langfuse/otel', name: 'live langfuse 5', steps: 2 },
  { file: 'langfuse-3', of: 'langfuse', name: 'live langfuse 3', steps: 2 },
  { file: 'langsmith', of: 'langsmith', name: 'live langsmith', steps: 2 },
  { file: 'openinference-openai', of: '@arizeai/openinference-instrumentation-openai', name: 'live openinference', steps: 2 },
  { file: 'traceloop', of: '@traceloop/node-server-sdk', name: 'live traceloop', steps: 2 },
  { file: 'ai-sdk-7', of: 'ai', steps: 2 },
  { file: 'openai-agents', of: '@openai/agents', name: 'live agents', steps: 2 },
  { file: 'opentelemetry', of: '@opentelemetry/sdk-node', name: 'live opentelemetry', steps: 2 },
].filter(({ file }) => !values.only || file === values.only);
const { dependencies } = createRequire(import.meta.url)('./package.json');
const PATIENCE_MS = 60_000;

const model = await startStandIn();
let failures = 0;
for (const tracer of TRACERS) {
  const question = `What is the excess for storm damage? (${randomUUID()})`;
  const before = new Set((await listRuns()).map(({ run_id }) => run_id));
  const { code, said } = await runTracer(tracer.file, question);
  const problems = [
    ...(code === 0 ? [] : [`exit code ${code}`]),
    ...(said.trim() === '' ? [] : [`it said: ${said.trim().slice(0, 500)}`]),
    ...(await readBack(tracer, question, before)),
  ];
  if (problems.length > 0) failures += 1;
  console.log(
    `${problems.length === 0 ? 'ok  ' : 'FAIL'} ${tracer.of} ${dependencies[tracer.of]}${problems.map((problem) => `\n     ${problem}`).join('')}`,
  );
}
await model.close();
process.exitCode = failures > 0 ? 1 : 0;

/** Everything that the program writes counts: SDKs report failed exports on either stream. */
function runTracer(file, question) {
  return new Promise((resolve) => {
    const env = {
      ...process.env,
      LIVE_DOOR: values.door,
      LIVE_KEY: values.key,
      LIVE_MODEL_URL: model.url,
      LIVE_MODEL: EXPECTED.model,
      LIVE_QUESTION: question,
      LIVE_SESSION: 'live-session',
      NODE_NO_WARNINGS: '1',
      OTEL_METRICS_EXPORTER: 'none',
      OTEL_LOGS_EXPORTER: 'none',
      OTEL_LOG_LEVEL: 'warn',
    };
    const child = spawn(process.execPath, [`tracers/${file}.mjs`], { cwd: import.meta.dirname, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    child.stdout.on('data', (chunk) => (said += chunk));
    child.stderr.on('data', (chunk) => (said += chunk));
    const timer = setTimeout(() => child.kill('SIGKILL'), PATIENCE_MS);
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve({ code, said });
    });
  });
}

/** What is missing from the run, in words. */
async function readBack({ name, steps }, question, before) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = (await listRuns()).find(({ run_id }) => !before.has(run_id));
    const problems = found ? await problemsOf(found.run_id, question, name, steps) : ['no run came'];
    if (problems.length === 0 || Date.now() > deadline) return problems;
    await sleep(1000);
  }
}

async function problemsOf(runId, question, name, steps) {
  const run = await get(`/api/v1/runs/${encodeURIComponent(runId)}`);
  const page = await get(`/api/v1/runs/${encodeURIComponent(runId)}/steps`);
  const calls = page.steps?.filter(({ kind }) => kind === 'LLM') ?? [];
  const whole = JSON.stringify(run);
  const call = calls[0]
    ? JSON.stringify(await get(`/api/v1/runs/${encodeURIComponent(runId)}/steps/${encodeURIComponent(calls[0].step_id)}`))
    : '';
  const usage = calls[0]?.facts?.usage ?? {};
  const wanted = [
    [name === undefined || run.name === name, `its name is ${run.name}, not ${name}`],
    [(page.steps?.length ?? 0) >= steps, `it has ${page.steps?.length} steps, not ${steps}`],
    [page.steps?.every(({ mark, status }) => mark === null && status !== 'running'), 'a step lacks its parent or its end'],
    [calls.length === 1, `it has ${calls.length} model calls, not 1`],
    [calls[0]?.facts?.modelName === EXPECTED.model, `the model is ${calls[0]?.facts?.modelName}`],
    [usage.inputTokens === EXPECTED.inputTokens && usage.outputTokens === EXPECTED.outputTokens, `the tokens are ${JSON.stringify(usage)}`],
    [call.includes(question) && call.includes(EXPECTED.answer), 'the model call does not hold question and answer'],
    [whole.includes(question) && whole.includes(EXPECTED.answer), 'the run does not hold question and answer'],
    [run.revision !== null, 'it is not settled'],
  ];
  return wanted.filter(([isRight]) => !isRight).map(([, problem]) => problem);
}

async function listRuns() {
  return (await get('/api/v1/runs?limit=100')).runs ?? [];
}

async function get(path) {
  const response = await fetch(`${values.web}${path}`, { headers: { 'x-api-key': values.key } });
  return response.json();
}
