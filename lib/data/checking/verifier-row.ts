// A project's verifier as the worker takes it: switched on, with settings that this version can read.
import 'server-only';
import { type VerifierSettings, verifierSettingsSchema } from '@/lib/domain/verifier/verifier-settings';
import { log } from '@/lib/log';
import { openConnectorSecret, sealConnectorSecret } from '@/lib/data/outside/connector-secret';
import type { Tx } from '@/lib/data/database';

export interface ReadyVerifier {
  projectId: string;
  settings: VerifierSettings;
  /** Still sealed. */
  secret: Uint8Array | null;
  awaySince: Date | null;
}

/** Null where there is none, or it is switched off. */
export async function readVerifier(tx: Tx, projectId: string): Promise<ReadyVerifier | null> {
  const row = await tx.verifier.findUnique({ where: { projectId } });
  if (!row?.isOn) return null;
  const settings = verifierSettingsSchema.safeParse(row.settings);
  if (!settings.success) {
    log.warn({ projectId }, 'the settings of a verifier cannot be read by this version; runs are checked without it');
    return null;
  }
  return { projectId, settings: settings.data, secret: row.secret, awaySince: row.awaySince };
}

/** Sealed as the credentials of connectors are, and bound to the place of the one verifier of the project. */
const place = (projectId: string) => ({ projectId, connectorId: 'verifier' });
export const sealVerifierSecret = (secret: string, projectId: string) => sealConnectorSecret(secret, place(projectId));
/** Throws `unavailable` when it does not open. */
export const openVerifierSecret = (sealed: Uint8Array | null, projectId: string) => openConnectorSecret(sealed, place(projectId));
