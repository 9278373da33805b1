// Passwords are kept as argon2id hashes with the parameters that OWASP recommends (19 MiB, two passes).
import 'server-only';
import { hash, verify } from '@node-rs/argon2';
import { MAX_PASSWORD_CHARACTERS } from '@/lib/domain/password-rule';

const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1, outputLen: 32 };

let decoy: Promise<string> | undefined;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), PARAMETERS);
}

/**
 * Whether the password belongs to the hash. Without a hash (no such account, or one without a password) the same work is done
 * against a decoy, so that the time taken does not tell which accounts exist.
 */
export async function verifyPassword(storedHash: string | null, password: string): Promise<boolean> {
  decoy ??= hash('no account has this', PARAMETERS);
  const isRight = await verify(storedHash ?? (await decoy), password.normalize('NFKC').slice(0, MAX_PASSWORD_CHARACTERS * 4));
  return storedHash !== null && isRight;
}
