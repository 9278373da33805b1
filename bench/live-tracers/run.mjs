// Runs published tracers, unpatched, against a started Countersign and a stand-in model, and reads their runs back over the API.
//
//   npm install && node run.mjs --door http://localhost:4318 --web http://localhost:3000 --key cs_… [--only langsmith] [--case tools]
//
// Exit code 0: every tracer flushed without an error or a warning and its run is complete.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { problemsOf } from './expectations.mjs';
import { EXPECTED, FAULT, startStandIn } from './stand-in-model.mjs';
import { TRACERS } from './tracers.mjs';

const text = { type: 'string' };
const { values } = parseArgs({
  options: {
    door: { ...text, default: 'http://localhost:4318' },
    web: { ...text, default: 'http://localhost:3000' },
    key: text,
    only: text,
    case: text,
    patience: { ...text, default: '60000' },
  },
});
const { dependencies } = createRequire(import.meta.url)('./package.json');
const PATIENCE_MS = Number(values.patience);
const FAULT_OF = { retry: FAULT.once429, aborted: FAULT.endless, refused: FAULT.always400 };

const model = await startStandIn();
let failures = 0;
for (const tracer of TRACERS.filter(({ file }) => !values.only || file === values.only)) {
  for (const caseName of tracer.cases.filter((each) => !values.case || each === values.case)) {
    const problems = await tryOut(tracer, caseName);
    if (problems.length > 0) failures += 1;
    const verdict = problems.length === 0 ? 'ok  ' : 'FAIL';
    console.log(`${verdict} ${tracer.of} ${dependencies[tracer.of]} ${caseName}${problems.map((problem) => `\n     ${problem}`).join('')}`);
  }
}
await model.close();
process.exitCode = failures > 0 ? 1 : 0;

async function tryOut({ file, hasNoName, greets = '', environment, lacks }, caseName) {
  const question = `What is the excess for storm damage? (${randomUUID()})${FAULT_OF[caseName] ?? ''}`;
  const name = `live ${file}`;
  const before = new Set((await listRuns()).map(({ run_id }) => run_id));
  const { code, said: all } = await runTracer({ file, question, name, caseName, environment });
  const said = all.replace(greets, '');
  return [
    ...(code === 0 ? [] : [`exit code ${code}`]),
    ...(said.trim() === '' ? [] : [`it said: ${said.trim().slice(0, 500)}`]),
    ...(await readBack({ name: hasNoName ? undefined : name, question, caseName, lacks }, before)),
  ];
}

/** Everything that the program writes counts: SDKs report failed exports on either stream. */
function runTracer({ file, question, name, caseName, environment }) {
  return new Promise((resolve) => {
    const env = {
      ...process.env,
      ...environment,
      LIVE_DOOR: values.door,
      LIVE_KEY: values.key,
      LIVE_MODEL_URL: model.url,
      LIVE_MODEL: EXPECTED.model,
      LIVE_QUESTION: question,
      LIVE_SESSION: 'live-session',
      LIVE_NAME: name,
      LIVE_CASE: caseName,
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

/** What is missing from the run, in words, once nothing is or patience ends. */
async function readBack(expected, before) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = (await listRuns()).filter(({ run_id }) => !before.has(run_id));
    const problems = found[0] ? problemsOf({ ...expected, ...(await readRun(found[0].run_id)) }) : ['no run came'];
    if (found.length > 1) problems.push(`${found.length} runs came`);
    if (problems.length === 0 || Date.now() > deadline) return problems;
    await sleep(500);
  }
}

async function readRun(runId) {
  const path = `/api/v1/runs/${encodeURIComponent(runId)}`;
  const run = await get(path);
  const { steps = [] } = await get(`${path}/steps`);
  const withBodies = steps.map(async (step) => ({
    ...step,
    body: JSON.stringify(await get(`${path}/steps/${encodeURIComponent(step.step_id)}`)),
  }));
  return { run, steps: await Promise.all(withBodies) };
}

async function listRuns() {
  return (await get('/api/v1/runs?limit=100')).runs ?? [];
}

async function get(path) {
  const response = await fetch(`${values.web}${path}`, { headers: { 'x-api-key': values.key } });
  return response.json();
}
