// `npm test`: everything that has to hold, from a fresh clone: types, lint, unit and database tests, then journeys in a real browser.
// Ends with `N passed, N failed`.
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureGenerated, ensureInstalled, root } from './ensure.mjs';

const bin = (...path) => join(root, 'node_modules', ...path);
const cache = join(root, '.cache');
const only = process.argv.slice(2);

ensureInstalled();
ensureGenerated();
mkdirSync(cache, { recursive: true });

const totals = { passed: 0, failed: 0, skipped: 0 };
const stages = { types, lint, unit, browser };
for (const [name, stage] of Object.entries(stages)) {
  if (only.length && !only.includes(name)) continue;
  console.log(`\n── ${name} ──`);
  const startedAt = Date.now();
  const result = stage();
  for (const key of Object.keys(totals)) totals[key] += result[key] ?? 0;
  console.log(`${name}: ${result.passed} passed, ${result.failed} failed, ${Math.round((Date.now() - startedAt) / 1000)} s`);
}
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
  return { passed, failed: numFailedTests || (isOk ? 0 : 1), skipped };
}

function browser() {
  ensureBuilt();
  const file = join(cache, 'playwright.json');
  rmSync(file, { force: true });
  const isOk = node(bin('@playwright', 'test', 'cli.js'), ['test', '--config', 'e2e/playwright.config.ts'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
  });
  const stats = readReport(file)?.stats;
  if (!stats) return { passed: 0, failed: 1 };
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected || (isOk ? 0 : 1), skipped: stats.skipped };
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
