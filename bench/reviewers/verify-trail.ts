// Exports the whole trail and lets the verifier inside the bundle speak, in a process of its own that knows no server.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import type { ReviewApi } from './review-api';

export async function verifyTrail(api: ReviewApi): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-trail-'));
  try {
    for (const [name, bytes] of Object.entries(unzipSync(await api.bytes('/api/v1/trail/bundle')))) {
      const path = resolve(folder, name);
      if (!path.startsWith(`${folder}/`) || name.endsWith('/')) continue;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
    }
    const { status, stdout } = spawnSync(process.execPath, ['verify.mjs'], {
      cwd: folder,
      encoding: 'utf8',
      env: { NODE_ENV: 'production' },
    });
    console.log(
      stdout
        .trim()
        .split('\n')
        .map((line) => `  ${line}`)
        .join('\n'),
    );
    return status === 0 ? [] : [`the trail does not verify (exit code ${status})`];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
