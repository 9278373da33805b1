// What a browser feels: the tree of a run of 100,000 steps loaded and scrolled, and a value of 50 MB opened, in Chromium. Longest task
// as a multiple of 50 ms (from there on the browser calls it long), share of dropped frames beside a plain page scrolled the same way,
// memory, and the time to the first lines of the value as a ratio to putting the same bytes into a plain page.
// Against a started Countersign: npx tsx bench/scroll-steps.ts --url http://localhost:3000 --ingest http://localhost:4318
//   --email … --password … --key … [--steps 100000] [--megabytes 50]
import { parseArgs } from 'node:util';
import { chromium as playwright, type Page } from '@playwright/test';
import chromium from '@sparticuz/chromium';
import { sendLargeValue, sendLongRun } from './steps/send-run';
import { feelings, heapBytes, installObserver, scrollFigures } from './steps/browser-figures';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:3000' },
    ingest: { type: 'string', default: 'http://localhost:4318' },
    email: { type: 'string', default: process.env.COUNTERSIGN_BOOTSTRAP_EMAIL ?? '' },
    password: { type: 'string', default: process.env.COUNTERSIGN_BOOTSTRAP_PASSWORD ?? '' },
    key: { type: 'string', default: process.env.COUNTERSIGN_BOOTSTRAP_API_KEY ?? '' },
    steps: { type: 'string', default: '100000' },
    megabytes: { type: 'string', default: '50' },
  },
});
const steps = Number(values.steps);
const bytes = Number(values.megabytes) * 1_000_000;
const LONG_TASK_MS = 50;
/** A fast turn of a wheel. */
const WHEEL_PIXELS = 200;
const WAIT_MS = 180_000;
const door = { url: values.ingest, key: values.key };
const longRun = steps.toString(16).padStart(32, 'c');
const largeRun = values.megabytes.padStart(32, 'd');

if (!(await isThere(longRun))) await sendLongRun(door, longRun, steps);
if (!(await isThere(largeRun))) await sendLargeValue(door, largeRun, bytes);

const args = chromium.args.filter((argument) => argument !== '--single-process');
const browser = await playwright.launch({ executablePath: await chromium.executablePath(), args: [...args, '--no-sandbox'] });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
page.setDefaultTimeout(WAIT_MS);
await installObserver(page);
await signIn(page);

const plain = await plainScroll(page);
await page.goto(`${values.url}/demo/runs/${longRun}`, { timeout: WAIT_MS });
await page.getByRole('tree').waitFor();
const firstRowsMs = await page.evaluate(() => performance.now());
await page.getByText(/steps loaded/).waitFor({ state: 'detached' });
const loading = await feelings(page);
await page.getByRole('button', { name: 'Fold' }).click();
await page.getByRole('menuitem', { name: 'Open everything' }).click();
const wheel = await scrollFigures(page, '[role=tree]', WHEEL_PIXELS);
const tree = await scrollFigures(page, '[role=tree]');
const heap = await heapBytes(page);
console.log(`steps: ${steps}`);
console.log(`first rows after ${firstRowsMs.toFixed(0)} ms; all here after ${loading.nowMs.toFixed(0)} ms`);
console.log(`loading: longest task ${times(loading.longestMs)} × ${LONG_TASK_MS} ms, ${loading.count} long tasks`);
console.log(
  `scrolling by ${WHEEL_PIXELS} px a frame: longest task ${times(wheel.longestMs)} × ${LONG_TASK_MS} ms, dropped frames ${share(wheel.dropped, wheel.frames)}`,
);
console.log(
  `through all rows in 300 frames: longest task ${times(tree.longestMs)} × ${LONG_TASK_MS} ms, dropped frames ${share(tree.dropped, tree.frames)}`,
);
console.log(`a plain page the same way: dropped frames ${share(plain.dropped, plain.frames)}`);
console.log(`memory of the page: ${(heap / 1e6).toFixed(0)} MB`);

await page.goto(`${values.url}/demo/runs/${largeRun}`, { timeout: WAIT_MS });
const output = page.getByRole('article').locator('section', { hasText: 'Output' });
await output.getByRole('button', { name: 'Open here' }).waitFor();
await feelings(page);
const pressedAt = await page.evaluate(() => performance.now());
await output.getByRole('button', { name: 'Open here' }).click();
await page.getByRole('region', { name: 'output as JSON' }).getByText('entries').first().waitFor();
const opened = await feelings(page);
const ratio = (opened.nowMs - pressedAt) / (await plainValue(page));
console.log(
  `value of ${values.megabytes} MB: longest task ${times(opened.longestMs)} × ${LONG_TASK_MS} ms, first lines after ${(opened.nowMs - pressedAt).toFixed(0)} ms,`,
);
console.log(`  ${ratio.toFixed(2)} × the same bytes fetched into a plain page`);
const json = await scrollFigures(page, '[aria-label="output as JSON"]');
console.log(
  `  scrolling its lines: longest task ${times(json.longestMs)} × ${LONG_TASK_MS} ms, dropped ${share(json.dropped, json.frames)}`,
);
await browser.close();

async function isThere(runId: string): Promise<boolean> {
  const response = await fetch(`${values.url}/api/v1/runs/${runId}/step-columns?limit=1`, {
    headers: { authorization: `Bearer ${values.key}` },
  });
  return response.ok;
}

async function signIn(current: Page): Promise<void> {
  await current.goto(`${values.url}/sign-in`, { timeout: WAIT_MS });
  await current.getByLabel('E-mail').fill(values.email);
  await current.getByLabel('Password').fill(values.password);
  await current.keyboard.press('Enter');
  await current.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

/** A page of the same height without anything to do while it scrolls. */
async function plainScroll(current: Page) {
  await current.evaluate(() => {
    document.body.innerHTML =
      '<div id="plain" style="height:800px;overflow:auto"><div style="height:2600000px;background:linear-gradient(#fff,#ccc)"></div></div>';
  });
  return scrollFigures(current, '#plain > div');
}

/** Milliseconds until the same bytes stand in a plain page as text. */
function plainValue(current: Page): Promise<number> {
  return current.evaluate(async (url) => {
    const startedAt = performance.now();
    const text = await (await fetch(url)).text();
    const holder = document.createElement('pre');
    holder.style.cssText = 'position:fixed;inset:0;overflow:auto;white-space:pre';
    holder.textContent = text;
    document.body.append(holder);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const took = performance.now() - startedAt;
    holder.remove();
    return took;
  }, `/api/v1/runs/${largeRun}/steps/0000000000000001/parts/output?project=demo`);
}

function times(ms: number): string {
  return (ms / LONG_TASK_MS).toFixed(2);
}

function share(part: number, whole: number): string {
  return `${((part / Math.max(1, whole)) * 100).toFixed(1)} %`;
}
