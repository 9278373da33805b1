import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { withProject } from '@/lib/data/database';
import { savePrivacyRules } from '@/lib/data/privacy/privacy-rules';
import { resetEnv } from '@/lib/env';
import { countRuns } from '@/lib/worker/count-runs';
import { settleRun } from '@/lib/worker/settle-run';
import { capturedCases } from './captured-requests';
import { type DoorTestBench, doorTestBench } from './door-test-bench';
import { drainInbox } from './drain-inbox';
import { flushedDataDirectory, needlesInFiles, needlesInTables } from '@/prisma/needle-search';
import { type Seed, seededRequest } from './seed-captures';

/** One recording of each way in; of the last ones what they have of their own. */
const TOLD = [
  'otel-sdk/rag-json',
  'otel-sdk/rag-proto',
  'otel-sdk/logs-json',
  'openinference-openai/rag',
  'openinference-openai/errorcaught',
  'traceloop/agent',
  'ai-sdk-6/agent',
  'mastra/agent-json',
  'laminar/agent',
  'claude-agent-sdk/agent',
  'langfuse-v3/rag',
  'langfuse-v3/errors',
  'langfuse-v5/rag',
  'langsmith/agent',
  'langsmith/rag-batch',
  'langsmith/rag-single',
  'langsmith/errorcaught',
  'braintrust/agent',
  'braintrust/manual',
  'opik/rag',
  'posthog/agent',
  'weave/agent',
  'helicone/manual',
  'openai-agents/agent',
  'phoenix-client/annotations',
];
const cases = capturedCases([...new Set(TOLD.map((name) => name.split('/')[0] ?? ''))]).filter(({ sdk, name }) =>
  TOLD.includes(`${sdk}/${name}`),
);

let bench: DoorTestBench;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'countersign-privacy-'));
  vi.stubEnv('COUNTERSIGN_SETTLE_MS', '0');
  vi.stubEnv('COUNTERSIGN_STALE_MS', '0');
  bench = await doorTestBench();
  vi.stubEnv('COUNTERSIGN_DATA_DIR', folder);
  resetEnv();
});
afterAll(async () => {
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

function seedOf(action: string, sdk: string, name: string): Seed & { needles: string[] } {
  const place = `${action}.${sdk}.${name}`.replaceAll('_', '-');
  const email = `seeded.${place}@seeded-mail.example`;
  const key = `ghp_seeded${place.replaceAll(/[^a-z0-9]/g, '')}a1B2c3D4e5F6g7H8i9J0`.padEnd(44, '7');
  return { words: `Mail ${email}, key ${key}.`, name: `of ${email}`, needles: [email, key] };
}

const sent: { action: string; name: string; needles: string[]; refused: string[] }[] = [];

async function sendAll(action: 'mask' | 'hash' | 'tokenise') {
  const { actor, key } = await bench.freshProject();
  await savePrivacyRules(actor, 0, { recognisers: { email: action, secret: action } });
  for (const { sdk, name, requests } of cases) {
    const { needles, ...seed } = seedOf(action, sdk, name);
    const refused: string[] = [];
    for (const request of requests) {
      const statuses: number[] = [];
      for (const isBold of [true, false]) {
        const made = seededRequest(request, key, seed, isBold);
        if (made === null || (statuses[0] ?? 500) < 300) continue;
        const { path, method, headers, body } = made;
        const response = await fetch(`${bench.url}${path}`, { method, headers, body: new Uint8Array(body) });
        statuses.push(response.status);
        // Calls that the recorder answered itself, such as those to a model, are nobody's here.
        if (response.status >= 300 && response.status !== 404) refused.push(`${path} ${response.status} ${await response.text()}`);
      }
    }
    sent.push({ action, name: `${sdk}/${name}`, needles, refused });
  }
  return actor;
}

describe.runIf(cases.length > 0)('recorded requests with values behind every text and among the names', () => {
  it('leave none of them in tables, data files, WAL or blobs, masked, hashed or in the vault', { timeout: 240_000 }, async () => {
    for (const action of ['mask', 'hash', 'tokenise'] as const) {
      const { projectId } = await sendAll(action);
      await drainInbox({ projectId });
      const runs = await withProject(projectId, (tx) => tx.run.findMany({ where: { projectId }, select: { runId: true } }));
      expect(runs.length).toBeGreaterThan(20);
      for (const { runId } of runs) await settleRun({ projectId, runId });
      const vault = await withProject(projectId, (tx) => tx.vaultEntry.findMany({ where: { projectId }, select: { token: true } }));
      const own = sent.filter((each) => each.action === action);
      // A value that came with several users is sealed for each of them.
      const tokens = new Set(vault.map(({ token }) => token));
      expect(tokens.size).toBe(action === 'tokenise' ? own.flatMap(({ needles }) => needles).length : 0);
    }
    await countRuns();
    expect(sent.flatMap(({ name, refused }) => refused.map((answer) => `${name}: ${answer}`))).toEqual([]);
    const needles = sent.flatMap((each) => each.needles);
    expect(await needlesInTables(bench.ownerUrl, needles)).toEqual([]);
    expect(await needlesInFiles(folder, needles), 'blobs').toEqual([]);
    expect(await needlesInFiles(await flushedDataDirectory(bench.ownerUrl), needles), 'data files and WAL').toEqual([]);
  });
});
