// Test support: requests that published SDKs really sent, as they stand in the shared folder beside the repository.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';

export interface CapturedRequest {
  method: string;
  path: string;
  headers: Headers;
  body: Buffer;
  /** What the SDK was answered when the request was recorded. */
  recordedStatus: number;
  /** The headers as sent, with this key in the place where the SDK put its own. */
  headersWith(key: string): Headers;
}
export interface CapturedCase {
  sdk: string;
  name: string;
  requests: CapturedRequest[];
}

/** Of these the connection makes its own. */
const HOP_HEADERS = /^(host|connection|transfer-encoding|content-length|keep-alive|x-api-key|authorization)$/i;

/** Every case of the named SDKs with its requests in the order sent; empty where the folder is absent. */
export function capturedCases(sdks: readonly string[]): CapturedCase[] {
  const root = sharedFolder();
  if (root === null) return [];
  return sdks.flatMap((sdk) => {
    const folder = join(root, 'captures', sdk);
    if (!existsSync(folder)) return [];
    const names = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? [entry.name] : []));
    return names.map((name) => ({ sdk, name, requests: requestsOf(join(folder, name)) }));
  });
}

function requestsOf(folder: string): CapturedRequest[] {
  const files = readdirSync(folder)
    .filter((file) => /^request-\d+\.json$/.test(file))
    .sort();
  return files.map((file) => {
    const { method, path, headers, response } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as RecordedRequest;
    const kept = Object.entries(headers).filter(([name]) => !HOP_HEADERS.test(name));
    const bodyFile = join(folder, file.replace(/json$/, 'bin'));
    return {
      method,
      path,
      headers: new Headers(kept),
      body: existsSync(bodyFile) ? readFileSync(bodyFile) : Buffer.alloc(0),
      recordedStatus: response.status,
      headersWith: (key) => keyed(headers, kept, key),
    };
  });
}

interface RecordedRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  response: { status: number };
}

/** A key in the body or none at all gets a header beside it: the bytes of the body stay as recorded. */
function keyed(recorded: Record<string, string>, kept: [string, string][], key: string): Headers {
  const headers = new Headers(kept);
  let isPlaced = false;
  for (const [name, value] of Object.entries(recorded)) {
    const place = name.toLowerCase();
    if (!/^(authorization|x-api-key|api_key|helicone-auth)$/.test(place)) continue;
    const scheme = /^(bearer|basic) /i.exec(value)?.[1]?.toLowerCase();
    headers.set(name, scheme === 'basic' ? `Basic ${btoa(`pk-public:${key}`)}` : scheme === 'bearer' ? `Bearer ${key}` : key);
    isPlaced = true;
  }
  if (!isPlaced) headers.set('x-api-key', key);
  return headers;
}
