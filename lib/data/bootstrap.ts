// The first start of an installation: its owner, the project `demo`, and a key that may do everything there.
import 'server-only';
import { randomBytes } from 'node:crypto';
import { createKeySecret, readKeyText } from '@/lib/domain/key-secret';
import { newId } from '@/lib/domain/new-id';
import { SCOPES } from '@/lib/domain/policy';
import type { Env } from '@/lib/env';
import { globalDatabase, withProject } from './database';
import type { Tx } from './database';
import { fillProject } from '@/lib/data/people/create-project';
import { hashPassword } from '@/lib/data/people/password-hash';
import { appendTrail } from '@/lib/data/trail/trail';

/** What a first start made: shown once, by the launcher. A secret that the operator chose is named, not repeated. */
export interface FirstRun {
  email: string;
  password: string;
  apiKey: string;
}

type Settings = Pick<Env, 'COUNTERSIGN_BOOTSTRAP_EMAIL' | 'COUNTERSIGN_BOOTSTRAP_PASSWORD' | 'COUNTERSIGN_BOOTSTRAP_API_KEY'>;

export const DEMO_SLUG = 'demo';

/**
 * Makes what is missing, in one transaction; null when nothing was. Only an installation without any user gets an owner, so
 * that nobody comes in by changing a setting later. Two processes at once: the second finds the first one's work.
 */
export async function bootstrap(settings: Settings): Promise<FirstRun | null> {
  if (await isDone()) return null;
  const password = settings.COUNTERSIGN_BOOTSTRAP_PASSWORD ?? randomBytes(15).toString('base64url');
  const passwordHash = await hashPassword(password);
  const key = bootstrapKey(settings.COUNTERSIGN_BOOTSTRAP_API_KEY);
  const email = settings.COUNTERSIGN_BOOTSTRAP_EMAIL.trim().toLowerCase();
  const projectId = newId();
  const isMade = await withProject(projectId, async (tx) => {
    // Serialises first starts that run at once; nothing else ever takes this lock.
    await tx.$executeRaw`LOCK TABLE "user" IN SHARE ROW EXCLUSIVE MODE`;
    if ((await tx.user.count()) > 0) return false;
    await fillInstallation(tx, { projectId, email, passwordHash, key });
    return true;
  });
  if (!isMade) return null;
  return {
    email,
    password: settings.COUNTERSIGN_BOOTSTRAP_PASSWORD ? '(as set in COUNTERSIGN_BOOTSTRAP_PASSWORD)' : password,
    apiKey: settings.COUNTERSIGN_BOOTSTRAP_API_KEY ? '(as set in COUNTERSIGN_BOOTSTRAP_API_KEY)' : key.text,
  };
}

async function isDone(): Promise<boolean> {
  return (await globalDatabase().user.count()) > 0;
}

interface Installation {
  projectId: string;
  email: string;
  passwordHash: string;
  key: ReturnType<typeof bootstrapKey>;
}

async function fillInstallation(tx: Tx, { projectId, email, passwordHash, key }: Installation): Promise<void> {
  const [ownerId, at] = [newId(), new Date()];
  await tx.user.create({ data: { id: ownerId, email, name: 'Owner', passwordHash, isAdmin: true, createdAt: at } });
  await fillProject(tx, { projectId, slug: DEMO_SLUG, name: 'Demo', ownerId });
  await tx.apiKey.create({
    data: {
      keyId: key.keyId,
      projectId,
      userId: ownerId,
      name: 'First key',
      secretHash: new Uint8Array(key.secretHash),
      scopes: [...SCOPES],
      createdBy: ownerId,
      createdAt: at,
    },
  });
  await appendTrail(tx, projectId, [
    {
      type: 'key.created',
      at,
      actorId: ownerId,
      facts: { key_id: key.keyId, scopes: [...SCOPES], user_id: ownerId, expires_at: null },
      committed: { name: 'First key' },
    },
  ]);
}

function bootstrapKey(chosen: string | undefined) {
  if (chosen === undefined) return createKeySecret();
  const key = readKeyText(chosen);
  if (!key) throw new Error('COUNTERSIGN_BOOTSTRAP_API_KEY is empty or longer than 512 characters.');
  return { ...key, text: chosen };
}
