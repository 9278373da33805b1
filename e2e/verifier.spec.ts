import { expect, test } from './support/journey';
import { startVerifier } from './support/stand-in-verifier';

const FILLER = 'Customers get a voucher for their next purchase in any of the shops.';
/** What the verifier said about the other is kept; about this one it is never asked with success. */
const UNASKED = 'Every parcel is wrapped by hand in recycled paper from a mill nearby.';

test('An engineer sets up a verifier, tests it, and sees what it said on a claim; while it is away, runs settle without it', async ({
  page,
  journey,
}) => {
  const verifier = await startVerifier((claim) => (claim === FILLER ? 0.04 : 0.97));
  try {
    await journey.open('/demo/settings/verifier');
    await page.getByRole('button', { name: 'Set up a verifier' }).click();
    const form = page.getByRole('dialog');
    await form.getByLabel('Address').fill('ftp://somewhere');
    await form.getByLabel('Pairs a day').fill('many');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form.getByText('is a whole number from 0')).toBeVisible();
    await form.getByLabel('Pairs a day').fill('500');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form.getByText('Only https:// and http:// addresses')).toBeVisible();
    await form.getByLabel('Address').fill(verifier.url);
    await form.getByLabel('API key').fill('sk-journey-verifier-1');
    await journey.expectAccessible();
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form).toBeHidden();
    const card = page.getByRole('region', { name: 'Verifier' });
    await expect(card.getByText('On', { exact: true })).toBeVisible();
    await expect(page.getByText('sk-journey-verifier-1')).toHaveCount(0);

    await card.getByRole('button', { name: 'Test' }).click();
    await expect(card.getByRole('status')).toContainText('Support 0.97.');
    await expect(card.getByText(/^[1-9]\d* of 500$/)).toBeVisible();
    await journey.expectAccessible();

    expect(await settledTerms(journey, `verified-${Date.now()}`)).toContain('verifier: support 0.04');
    verifier.faultStatus = 503;
    await card.getByRole('button', { name: 'Test' }).click();
    await expect(card.getByRole('status')).toContainText('not available now (503)');
    const without = await settledTerms(journey, `unverified-${Date.now()}`, UNASKED);
    expect(without.filter((name) => name.startsWith('verifier'))).toEqual([]);
  } finally {
    await page.getByRole('button', { name: 'Remove the verifier' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await expect(page.getByRole('button', { name: 'Set up a verifier' })).toBeVisible();
    await verifier.close();
  }
});

/** Names of the terms of all claims of a run with this output, once it is checked. */
async function settledTerms(
  journey: { api: (path: string, init?: object) => Promise<Response> },
  runId: string,
  output = FILLER,
): Promise<string[]> {
  const context = [{ id: 'p1', content: 'Refunds are paid to the original payment method within 14 days.' }];
  await journey.api('/api/v1/runs', { method: 'POST', body: { run_id: runId, input: 'How do I get my money back?', context, output } });
  const read = async () =>
    (await (await journey.api(`/api/v1/runs/${runId}`)).json()) as { evaluated_at: string | null; claims: { terms: { name: string }[] }[] };
  await expect.poll(async () => (await read()).evaluated_at, { timeout: 30_000 }).not.toBeNull();
  return (await read()).claims.flatMap(({ terms }) => terms.map(({ name }) => name));
}
