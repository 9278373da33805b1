import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { expect, test } from './support/journey';

test('An auditor filters the trail, verifies an entry in the browser, and the bundle offline with nothing but Node', async ({
  page,
  journey,
}) => {
  await journey.open('/demo/trail');
  await page.getByLabel('What happened').selectOption('project.created');
  const entries = page.getByRole('list', { name: 'Entries' }).getByRole('link');
  await expect(entries).toHaveCount(1);
  await entries.first().click();
  await page.getByRole('button', { name: /Verify/ }).click();
  await expect(page.getByRole('status').getByLabel('good').first()).toBeVisible();
  await expect(page.getByRole('status').getByLabel('failed')).toHaveCount(0);

  await journey.open('/demo/trail');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /Bundle/ }).click();
  const folder = unpack(await (await download).path());
  try {
    const said = execFileSync(process.execPath, ['verify.mjs'], { cwd: folder, encoding: 'utf8' });
    expect(said).toMatch(/entr/);
    const name = join(folder, 'checkpoint');
    writeFileSync(name, readFileSync(name, 'utf8').replace(/\n\d+\n/, '\n1\n'));
    expect(() => execFileSync(process.execPath, ['verify.mjs'], { cwd: folder, encoding: 'utf8', stdio: 'pipe' })).toThrow();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

function unpack(zip: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bundle-'));
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(zip)))) {
    if (name.endsWith('/')) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}
