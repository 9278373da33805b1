import { expect, test } from './support/journey';

test('An owner looks at what rules would change, saves them, has a masked value back with a purpose, and erases the user', async ({
  page,
  journey,
}) => {
  test.slow();
  const said = 'We wrote to ana.lee@privacy.example about it.';
  const send = (runId: string) =>
    journey.api('/api/v1/runs', { method: 'POST', body: { run_id: runId, user_id: 'u-ana', input: 'Where is it?', output: said } });
  expect((await send('R-privacy-before')).status).toBe(200);

  await journey.open('/demo/settings/privacy');
  const mail = page.getByLabel('E-mail address', { exact: true });
  const rule = await mail.inputValue();
  await mail.selectOption('tokenise');
  await page.getByRole('button', { name: 'Preview on recent runs' }).click();
  const preview = page.getByRole('region', { name: 'Preview' });
  await expect(preview.getByRole('deletion').filter({ hasText: 'ana.lee@privacy.example' }).first()).toBeVisible();
  await journey.expectAccessible();
  await page.getByRole('button', { name: 'Save rules' }).click();
  await expect(page.getByText('The rules hold for what comes in from now on.')).toBeVisible();

  try {
    // Other processes ask for the rules once a second.
    await expect
      .poll(async () => {
        await send('R-privacy-after');
        return (await (await journey.api('/api/v1/runs/R-privacy-after')).text()).includes('ana.lee');
      })
      .toBe(false);
    await journey.open('/demo/runs/R-privacy-after');
    await page.getByRole('button', { name: '1 masked value' }).click();
    await page.getByLabel('Purpose').fill('Complaint 17');
    await page.getByRole('button', { name: /^Reveal the email/ }).click();
    await expect(page.getByRole('dialog').getByText('ana.lee@privacy.example')).toBeVisible();
    await journey.expectAccessible();

    await journey.open('/demo/find?id=wrote+to+ana.lee@privacy.example+about');
    await expect(page.getByRole('link', { name: /R-privacy-after/ }).first()).toBeVisible();

    await journey.open('/demo/settings/privacy');
    await page.getByLabel('User ID').fill('u-ana');
    await page.getByLabel('Purpose').fill('Letter of 2 May');
    await page.getByRole('button', { name: 'Erase …' }).click();
    await journey.expectAccessible();
    await page.getByRole('button', { name: 'Erase for good' }).click();
    await expect(page.getByText('1 value erased, out of 2 runs.')).toBeVisible();

    await journey.open('/demo/runs/R-privacy-after');
    await page.getByRole('button', { name: '1 masked value' }).click();
    await page.getByLabel('Purpose').fill('Complaint 17');
    await page.getByRole('button', { name: /^Reveal the email/ }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'There is no such token' })).toBeVisible();
  } finally {
    await journey.open('/demo/settings/privacy');
    await page.getByLabel('E-mail address', { exact: true }).selectOption(rule);
    await page.getByRole('button', { name: 'Save rules' }).click();
    await expect(page.getByText('The rules hold for what comes in from now on.')).toBeVisible();
  }
});
