// How long a reviewer waits for the next item: from the key to readable text and to a drawn page, as ratios to a static page of the
// same bytes served by the same process. Against a started Countersign with items waiting:
// npx tsx bench/next-item.ts --url http://localhost:3000 --email … --password … [--rounds 8]
import { parseArgs } from 'node:util';
import { chromium as playwright, type Page } from '@playwright/test';
import chromium from '@sparticuz/chromium';

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://localhost:3000' },
    email: { type: 'string', default: process.env.COUNTERSIGN_BOOTSTRAP_EMAIL ?? '' },
    password: { type: 'string', default: process.env.COUNTERSIGN_BOOTSTRAP_PASSWORD ?? '' },
    queue: { type: 'string', default: 'evidence-gaps' },
    rounds: { type: 'string', default: '8' },
  },
});

const args = chromium.args.filter((argument) => argument !== '--single-process');
const browser = await playwright.launch({
  executablePath: await chromium.executablePath(),
  args: [...args, '--no-sandbox', '--disable-background-networking'],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(`${values.url}/sign-in`);
await page.getByLabel('E-mail').fill(values.email);
await page.getByLabel('Password').fill(values.password);
await page.keyboard.press('Enter');
await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
await page.goto(`${values.url}/demo/queue?queue=${values.queue}`);
await page.getByRole('button', { name: 'Start reviewing' }).click();
await page.waitForURL(/\/items\//);

const text: number[] = [];
const drawn: number[] = [];
const plain: number[] = [];
for (let round = 0; round < Number(values.rounds); round += 1) {
  await page.getByText(/Needs a look/).waitFor();
  // A reviewer reads for a while; the next item is fetched meanwhile.
  await page.waitForTimeout(4000);
  const before = page.url();
  await page.keyboard.press('S');
  await page.getByRole('dialog').getByRole('combobox').selectOption({ index: 1 });
  const startedAt = performance.now();
  await page.getByRole('dialog').getByRole('button', { name: /Skip/ }).click();
  await page.waitForURL((url) => url.href !== before, { waitUntil: 'commit' });
  await page.getByText(/Needs a look/).waitFor();
  text.push(performance.now() - startedAt);
  await page
    .locator('section[aria-label="Source"] canvas')
    .first()
    .waitFor({ timeout: 10_000 })
    .catch(() => undefined);
  drawn.push(performance.now() - startedAt);
  plain.push(await staticPage(page));
}
await browser.close();

const median = (list: number[]) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
const [readable, rendered, reference] = [median(text), median(drawn), median(plain)];
console.log(
  `next item to readable text: ${readable.toFixed(0)} ms, ${(readable / reference).toFixed(2)} × a static page of the same bytes (limit 300 ms: ${(readable / 300).toFixed(2)})`,
);
console.log(
  `next item to a drawn page:  ${rendered.toFixed(0)} ms, ${(rendered / reference).toFixed(2)} × (limit 1000 ms: ${(rendered / 1000).toFixed(2)})`,
);
console.log(`static page:                ${reference.toFixed(0)} ms; medians of ${text.length} rounds`);

/** The same number of bytes as the item's page, fetched from the same process and put into a frame. */
async function staticPage(current: Page): Promise<number> {
  return current.evaluate(async () => {
    const startedAt = performance.now();
    const response = await fetch('/pdfjs/pdf.worker.min.mjs', { cache: 'no-store' });
    const body = (await response.text()).slice(0, document.documentElement.outerHTML.length);
    const holder = document.createElement('template');
    holder.innerHTML = `<pre>${body.replaceAll('<', '&lt;')}</pre>`;
    document.body.append(holder.content);
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const took = performance.now() - startedAt;
    document.body.lastElementChild?.remove();
    return took;
  });
}
