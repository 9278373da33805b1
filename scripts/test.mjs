// `npm test`: everything that has to hold, from a fresh clone: types, lint, unit and database tests, then journeys in a real browser.
// Ends with `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureBuilt, ensureGenerated, ensureInstalled, root } from './ensure.mjs';

const bin = (...path) => join(root, 'node_modules', ...path);
const cache = join(root, '.cache');
const only = process.argv.slice(2);

ensureInstalled();
ensureGenerated();
mkdirSync(cache, { recursive: true });

const totals = { passed: 0, failed: 0, skipped: 0 };
/** Said once more at the end: the log is long, and often only its end is kept. */
const failures = [];
const stages = { types, lint, unit, browser };
for (const [name, stage] of Object.entries(stages)) {
  if (only.length && !only.includes(name)) continue;
  console.log(`\n── ${name} ──`);
  const startedAt = Date.now();
  const result = stage();
  for (const key of Object.keys(totals)) totals[key] += result[key] ?? 0;
  if (result.failed) failures.push(...(result.names?.length ? result.names : [name]));
  console.log(`${name}: ${result.passed} passed, ${result.failed} failed, ${Math.round((Date.now() - startedAt) / 1000)} s`);
}
for (const failure of failures) console.log(`failed: ${failure}`);
console.log(`\n${totals.passed} passed, ${totals.failed} failed${totals.skipped ? `, ${totals.skipped} skipped` : ''}`);
process.exit(totals.failed > 0 ? 1 : 0);

function types() {
  return verdict(node(bin('typescript', 'bin', 'tsc'), ['--noEmit', '-p', '.']));
}

function lint() {
  return verdict(node(bin('@biomejs', 'biome', 'bin', 'biome'), ['check', '--error-on-warnings', '.']));
}

function unit() {
  const file = join(cache, 'vitest.json');
  rmSync(file, { force: true });
  const isOk = node(bin('vitest', 'vitest.mjs'), ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${file}`]);
  const report = readReport(file);
  if (!report) return { passed: 0, failed: 1 };
  const { numPassedTests: passed, numFailedTests, numPendingTests: skipped } = report;
  // A file that cannot be loaded has no failed test of its own, yet the run failed.
  const names = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed').map((test) => `${relative(root, name)}: ${test.fullName}`);
    return failed.length === 0 && status === 'failed' ? [`${relative(root, name)}: ${message}`] : failed;
  });
  return { passed, failed: numFailedTests || (isOk ? 0 : 1), skipped, names };
}

function browser() {
  ensureBuilt();
  const file = join(cache, 'playwright.json');
  rmSync(file, { force: true });
  const isOk = node(bin('@playwright', 'test', 'cli.js'), ['test', '--config', 'e2e/playwright.config.ts'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const report = readReport(file);
  if (!report?.stats) return { passed: 0, failed: 1 };
  const { expected, flaky, unexpected, skipped } = report.stats;
  return { passed: expected + flaky, failed: unexpected || (isOk ? 0 : 1), skipped, names: unexpectedSpecs(report.suites) };
}

function unexpectedSpecs(suites = []) {
  return suites.flatMap(({ specs = [], suites: inner }) => [
    ...specs.filter(({ ok }) => !ok).map(({ file, title }) => `${file}: ${title}`),
    ...unexpectedSpecs(inner),
  ]);
}

function node(script, args, environment = {}) {
  return (
    spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit', env: { ...process.env, ...environment } }).status === 0
  );
}

function verdict(isOk) {
  return { passed: isOk ? 1 : 0, failed: isOk ? 0 : 1 };
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
