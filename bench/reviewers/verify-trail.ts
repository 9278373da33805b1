// Exports the whole trail and lets two verifiers speak that know no server: the one inside the bundle, and Go's where it is installed.
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { unzipSync } from 'fflate';
import { askOracle, hasOracle, removeOracle } from '@/lib/domain/trail/oracle/ask-oracle';
import { bundleRequest } from '@/lib/domain/trail/oracle/bundle-request';
import type { ReviewApi } from './review-api';

/** Entries that are shown to the other implementation, spread over the whole trail. */
const ASKED = 25;

/** Unpacks an export of the whole trail into a new folder. */
export async function exportTrail(api: ReviewApi): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-trail-'));
  for (const [name, bytes] of Object.entries(unzipSync(await api.bytes('/api/v1/trail/bundle')))) {
    const path = resolve(folder, name);
    if (!path.startsWith(`${folder}/`) || name.endsWith('/')) continue;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  return folder;
}

/** Problems in words; `earlier` is an export from before, which `later` has to continue. */
export function verifyTrail(earlier: string, later: string): string[] {
  const { status, stdout } = spawnSync(process.execPath, ['verify.mjs', '--checkpoint', join(earlier, 'checkpoint')], {
    cwd: later,
    encoding: 'utf8',
    env: { NODE_ENV: 'production' },
  });
  for (const line of stdout.trim().split('\n')) console.log(`  ${line}`);
  return [...(status === 0 ? [] : [`the trail does not verify (exit code ${status})`]), ...goProblems(earlier, later)];
}

function goProblems(earlier: string, later: string): string[] {
  if (!hasOracle()) {
    console.log('  Go and its checksum database packages are not installed, so they were not asked');
    return [];
  }
  const size = Number(readFileSync(join(later, 'checkpoint'), 'utf8').split('\n')[1]);
  const indexes = Array.from({ length: ASKED }, (_, n) => Math.floor((n * (size - 1)) / (ASKED - 1)));
  const refused = indexes.flatMap((index) => {
    const { isAccepted, said } = askOracle(bundleRequest(later, earlier, index));
    return isAccepted ? [] : [`golang.org/x/mod/sumdb refuses entry ${index}: ${said}`];
  });
  const good = bundleRequest(later, earlier, indexes[1] ?? 0);
  const flipped = askOracle({ ...good, entry: flipOneBit(good.entry) });
  removeOracle();
  console.log(
    `  golang.org/x/mod/sumdb: ${indexes.length - refused.length} of ${indexes.length} entries accepted; one flipped bit: ${flipped.said}`,
  );
  return [...refused, ...(flipped.isAccepted ? ['golang.org/x/mod/sumdb accepts an entry with a flipped bit'] : [])];
}

function flipOneBit(entry: string): string {
  const bytes = Buffer.from(entry);
  bytes[10] = (bytes[10] ?? 0) ^ 1;
  return bytes.toString('latin1');
}
