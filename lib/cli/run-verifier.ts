// Unzips a bundle and runs the verifier that came in it, as an auditor would; for tests.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';

/** Writes the files of a zip stream to a new folder and answers its path. */
export async function unzipBundle(stream: ReadableStream<Uint8Array>): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-bundle-'));
  const files = unzipSync(new Uint8Array(await new Response(stream).arrayBuffer()));
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), bytes);
  }
  return folder;
}

/** Runs `verify.mjs` of the folder with nothing of this project in reach. */
export function runVerifier(folder: string, ...args: string[]): { code: number | null; output: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [join(folder, 'verify.mjs'), ...args], {
    cwd: '/',
    env: { NODE_ENV: 'production' },
    encoding: 'utf8',
  });
  return { code: status, output: stdout + stderr };
}
