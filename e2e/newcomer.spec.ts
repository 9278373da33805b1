import { server } from './support/account';
import { expect, test } from './support/journey';

test('A newcomer makes a project, connects a tracer, and the page turns live when the first run arrives', async ({ page, journey }) => {
  const slug = `first-${Date.now().toString(36)}`;
  await journey.open('/demo/settings/project');
  await page.getByRole('button', { name: /New project/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name', { exact: true }).fill('First steps');
  await dialog.getByLabel(/Short name/).fill(slug);
  await dialog.getByRole('button', { name: /Create|Make/ }).click();
  await page.waitForURL(new RegExp(`/${slug}/`));

  await journey.open(`/${slug}/queue`);
  await expect(page.getByText('Connect a tracer')).toBeVisible();
  await page.getByRole('radio', { name: 'Langfuse' }).check();
  await expect(page.getByText('LANGFUSE_SECRET_KEY=cs_…')).toBeVisible();
  await page.getByRole('radio', { name: 'OpenTelemetry', exact: true }).check();
  await page.getByRole('button', { name: 'Make a key for this tracer' }).click();
  const made = page.locator('code').first();
  await expect(made).toHaveText(/^cs_[0-9a-f]{32}_/);
  const key = (await made.textContent())?.trim() ?? '';
  await expect(page.getByText(`x-api-key=${key}`)).toBeVisible();
  await expect(page.getByText('Listening.')).toBeVisible();

  const probe = await fetch(`${server.ingestUrl}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key.slice(0, -4) },
    body: '{}',
  });
  expect(probe.status).toBe(401);
  await expect(page.getByRole('list', { name: 'Requests with keys of this project' })).toContainText('it was copied in part');
  await page.getByText('Nothing comes?').click();
  await expect(page.getByText(`curl -i ${server.ingestUrl}/v1/traces -H 'x-api-key: ${key}'`)).toBeVisible();

  const sent = await fetch(`${server.ingestUrl}/v1/traces`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': key },
    body: JSON.stringify(oneTrace()),
  });
  expect(sent.status).toBe(200);
  await expect(page.getByText('Connect a tracer')).toBeHidden();
  await expect(page.getByRole('navigation', { name: 'Queues' })).toBeVisible();

  await journey.open(`/${slug}/settings/connect`);
  await expect(page.getByRole('list', { name: 'Runs that came last' }).getByRole('link', { name: 'chat example-model' })).toBeVisible();
  await expect(page.getByText('Retrieved passages is missing.')).toBeVisible();
  await expect(page.getByText('countersign.prompt_id, countersign.prompt_version')).toBeVisible();
});

function oneTrace() {
  const now = BigInt(Date.now()) * 1_000_000n;
  const text = (key: string, value: string) => ({ key, value: { stringValue: value } });
  const span = {
    traceId: '5b8efff798038103d269b633813fc60c',
    spanId: 'eee19b7ec3c1b174',
    name: 'chat example-model',
    kind: 3,
    startTimeUnixNano: String(now - 900_000_000n),
    endTimeUnixNano: String(now),
    attributes: [
      text('gen_ai.operation.name', 'chat'),
      text('gen_ai.request.model', 'example-model'),
      text('gen_ai.input.messages', JSON.stringify([{ role: 'user', parts: [{ type: 'text', content: 'When are you open?' }] }])),
      text(
        'gen_ai.output.messages',
        JSON.stringify([{ role: 'assistant', parts: [{ type: 'text', content: 'We are open from 9 to 17.' }], finish_reason: 'stop' }]),
      ),
    ],
  };
  return { resourceSpans: [{ resource: { attributes: [] }, scopeSpans: [{ scope: { name: 'example' }, spans: [span] }] }] };
}
