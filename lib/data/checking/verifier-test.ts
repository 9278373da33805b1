// The test button of a verifier: really asks about one built-in pair, and says what came back and how long it took.
import 'server-only';
import { readAddressPolicy } from '@/lib/connectors/address-policy';
import { createSender } from '@/lib/connectors/send-call';
import { type Actor, can } from '@/lib/domain/policy';
import type { VerifierTest } from '@/lib/domain/verifier/verifier-view';
import { env } from '@/lib/env';
import { conflict, forbidden, notFound } from '@/lib/errors';
import { askVerifier } from '@/lib/verifier/ask-verifier';
import { VERIFIER_CONTRACTS } from '@/lib/verifier/contracts';
import { withProject } from '@/lib/data/database';
import { giveBackPairs, takePairs } from './verifier-budget';
import { openVerifierSecret } from './verifier-row';
import { verifierSettingsSchema } from '@/lib/domain/verifier/verifier-settings';
import { verifyWaiting } from './verifier-wait';

/** Nothing of a project is in it. The evidence says 30, so the claim is not borne out. */
const PAIR = {
  claim: 'An order may be returned within 45 days of delivery.',
  evidence: ['Orders may be returned within 30 days of delivery.'],
  question: 'Within how many days may an order be returned?',
};
const EXPECTED = 'Support near 0: the claim says 45 days, the evidence 30.';

/** Counts as used. A good answer ends a pause: whoever has mended a verifier need not wait for it to be tried. */
export async function testVerifier(actor: Actor): Promise<VerifierTest> {
  if (!can(actor, 'verifier.edit')) throw forbidden('test the verifier');
  const { projectId } = actor;
  const row = await withProject(projectId, (tx) => tx.verifier.findUnique({ where: { projectId } }));
  if (!row) throw notFound('verifier');
  const settings = verifierSettingsSchema.safeParse(row.settings).data;
  if (!settings) throw conflict('unreadable_settings', 'The settings cannot be read by this version. Open them and save them again.');
  const secret = openVerifierSecret(row.secret, projectId);
  const contract = VERIFIER_CONTRACTS[settings.kind];
  const sender = createSender({ policy: readAddressPolicy(env().COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS), timeoutMs: settings.timeout_ms });
  const { url } = contract.request([PAIR], settings, secret, { nonce: '', hasSchema: false });
  const startedAt = performance.now();
  // One try and no more: what is wrong is to be seen, not to be waited out.
  const endAtMs = Date.now() + settings.timeout_ms;
  const asked = await askVerifier([PAIR], { contract, settings, secret, sender, endAtMs, retryMs: settings.timeout_ms }).finally(() =>
    sender.close(),
  );
  const durationMs = Math.round(performance.now() - startedAt);
  const [score = null] = asked.scores;
  await withProject(projectId, async (tx) => {
    const { day } = await takePairs(tx, projectId, 0, settings.max_pairs_per_day);
    await giveBackPairs(tx, projectId, day, { pairs: -asked.sent, calls: asked.calls, failures: asked.failures });
    if (!score) return;
    await tx.verifier.updateMany({ where: { projectId }, data: { failures: 0, pausedUntil: null, awaySince: null, lastOkAt: new Date() } });
    if (row.isOn) await verifyWaiting(tx, projectId, new Date());
  });
  return {
    is_ok: score !== null,
    to: `POST ${url}`,
    duration_ms: durationMs,
    said: score ? `Support ${score.support.toFixed(2)}.` : (asked.problem ?? 'It gave no score.'),
    support: score?.support ?? null,
    detail: score?.detail ?? null,
    model: asked.model,
    expected: EXPECTED,
  };
}
