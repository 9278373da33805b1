// Test support: requests that published SDKs really sent, as they stand in the shared folder beside the repository.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sharedFolder } from '@/prisma/scenarios/shared-folder';

export interface CapturedRequest {
  method: string;
  path: string;
  headers: Headers;
  body: Buffer;
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
    const { method, path, headers } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
      method: string;
      path: string;
      headers: Record<string, string>;
    };
    const kept = Object.entries(headers).filter(([name]) => !HOP_HEADERS.test(name));
    return { method, path, headers: new Headers(kept), body: readFileSync(join(folder, file.replace(/json$/, 'bin'))) };
  });
}
