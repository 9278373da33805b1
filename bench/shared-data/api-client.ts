// A small client of the public API, for benchmarks: one server, one key, refusals as values.
import { setTimeout as sleep } from 'node:timers/promises';

export interface RunRecord {
  run_id: string;
  [field: string]: unknown;
}
export interface Failure {
  id: string;
  why: string;
}

interface Posted {
  accepted: number;
  rejected: { run_id: string; code: string; detail: string; path: string }[];
}

export class ApiClient {
  constructor(
    private readonly baseUrl: string,
    private readonly key: string,
  ) {}

  async get<T>(path: string): Promise<T> {
    const response = await this.request(path, {});
    if (!response.ok) throw new Error(`GET ${path}: ${response.status} ${(await response.text()).slice(0, 300)}`);
    return (await response.json()) as T;
  }

  /** Sends runs in batches; the ones that were refused come back with the reason. */
  async postRuns(runs: RunRecord[], batchSize = 25): Promise<Failure[]> {
    const failures: Failure[] = [];
    for (let start = 0; start < runs.length; start += batchSize) {
      const batch = runs.slice(start, start + batchSize);
      const response = await this.request('/api/v1/runs', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ runs: batch }),
      });
      if (!response.ok) {
        const why = `${response.status} ${(await response.text()).slice(0, 200)}`;
        failures.push(...batch.map((run) => ({ id: run.run_id, why })));
        continue;
      }
      const { rejected } = (await response.json()) as Posted;
      failures.push(...rejected.map((refusal) => ({ id: refusal.run_id, why: `${refusal.code}: ${refusal.detail} (${refusal.path})` })));
    }
    return failures;
  }

  async postDocument(documentId: string, bytes: Uint8Array, mediaType: string, metadata: Record<string, unknown> = {}): Promise<Failure[]> {
    const form = new FormData();
    form.set('document_id', documentId);
    form.set('title', documentId);
    form.set('metadata', JSON.stringify(metadata));
    form.set('file', new Blob([Buffer.from(bytes)], { type: mediaType }), documentId);
    const response = await this.request('/api/v1/documents', { method: 'POST', body: form });
    return response.ok ? [] : [{ id: documentId, why: `${response.status} ${(await response.text()).slice(0, 200)}` }];
  }

  /** Waits until every run whose id starts with `prefix` has been checked; returns them. */
  async waitForChecks(expected: Set<string>, timeoutMs = 900_000): Promise<Map<string, CheckedRun>> {
    const deadline = Date.now() + timeoutMs;
    const checked = new Map<string, CheckedRun>();
    while (checked.size < expected.size && Date.now() < deadline) {
      for (const runId of expected) {
        if (checked.has(runId)) continue;
        const run = await this.get<CheckedRun>(`/api/v1/runs/${encodeURIComponent(runId)}`);
        if (run.evaluated_at === null) break;
        checked.set(runId, run);
      }
      if (checked.size < expected.size) await sleep(500);
    }
    return checked;
  }

  private request(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('authorization', `Bearer ${this.key}`);
    return fetch(`${this.baseUrl}${path}`, { ...init, headers });
  }
}

export interface CheckedAnchor {
  document_id: string | null;
  page: number | null;
  quote: string;
  boxes: number[][];
  origin: string;
  score: number;
}
export interface CheckedRun {
  run_id: string;
  evaluated_at: string | null;
  claims: { id: string; kind: string; path: string | null; text: string; state: string; anchors: CheckedAnchor[] }[];
  findings: { code: string }[];
  items: unknown[];
}
