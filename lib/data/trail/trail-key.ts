// The key that signs checkpoints. Only the worker process reads it; web and ingest ask for a checkpoint by a job.
import 'server-only';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { link, mkdir, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { env } from '@/lib/env';
import { newId } from '@/lib/domain/new-id';

const PROCESSES_WITHOUT_KEY = ['web', 'ingest'];

/**
 * The Ed25519 key: `COUNTERSIGN_TRAIL_KEY` (PKCS #8 PEM, line ends as newlines or `\n`), else `keys/trail-ed25519.pem` in the
 * data folder, which is made with mode 600 where it does not exist. Workers on several machines need the same key.
 */
export async function trailSigningKey(): Promise<KeyObject> {
  const { COUNTERSIGN_PROCESS, COUNTERSIGN_TRAIL_KEY, COUNTERSIGN_DATA_DIR, NODE_ENV } = env();
  if (NODE_ENV !== 'test' && PROCESSES_WITHOUT_KEY.includes(COUNTERSIGN_PROCESS))
    throw new Error(`The ${COUNTERSIGN_PROCESS} process must not read the trail's signing key`);
  if (COUNTERSIGN_TRAIL_KEY) return ed25519Key(COUNTERSIGN_TRAIL_KEY.replaceAll('\\n', '\n'), 'COUNTERSIGN_TRAIL_KEY');
  const folder = join(COUNTERSIGN_DATA_DIR, 'keys');
  const path = join(folder, 'trail-ed25519.pem');
  const pem = (await readIfPresent(path)) ?? (await createKeyFile(folder, path));
  return ed25519Key(pem, path);
}

function ed25519Key(pem: string, source: string): KeyObject {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType !== 'ed25519')
    throw new Error(`${source} holds a key of type ${key.asymmetricKeyType}; the trail is signed with Ed25519`);
  return key;
}

/** Written beside and linked into place: of two workers that start together one wins, and neither reads half a file. */
async function createKeyFile(folder: string, path: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const draft = join(folder, `${newId()}.tmp`);
  const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
  await writeFile(draft, pem, { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, path);
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error;
  } finally {
    await unlink(draft);
  }
  return readFile(path, 'utf8');
}

async function readIfPresent(path: string): Promise<string | null> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT')) return null;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
