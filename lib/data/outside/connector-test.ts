// The test button: really sends the harmless calls of a connector, and says what came back.
import 'server-only';
import { z } from 'zod';
import { readAddressPolicy } from '@/lib/connectors/address-policy';
import { excerpt, judgeAnswer } from '@/lib/connectors/judge-answer';
import { connectorOf } from '@/lib/connectors/registry';
import { hide } from '@/lib/connectors/run-calls';
import { createSender } from '@/lib/connectors/send-call';
import type { ConnectorTest } from '@/lib/domain/connector-view';
import { type Actor, can } from '@/lib/domain/policy';
import { env } from '@/lib/env';
import { conflict, forbidden, notFound } from '@/lib/errors';
import { openConnectorSecret } from './connector-secret';
import { withProject } from '@/lib/data/database';

const CALL_MS = 10_000;

/** Nothing is written: the connector's state speaks of deliveries only. Stops at the first call that fails. */
export async function testConnector(actor: Actor, connectorId: string): Promise<ConnectorTest> {
  if (!can(actor, 'connector.edit')) throw forbidden('test connectors');
  const { projectId } = actor;
  if (!z.uuid().safeParse(connectorId).success) throw notFound('connector');
  const row = await withProject(projectId, (tx) =>
    tx.connector.findUnique({ where: { projectId_connectorId: { projectId, connectorId } } }),
  );
  if (!row) throw notFound('connector');
  const connector = connectorOf(row.kind);
  const settings = connector?.settings.safeParse(row.settings);
  if (!connector || !settings?.success)
    throw conflict('unreadable_settings', 'The settings cannot be read by this version. Open them and save them again.');
  const secret = openConnectorSecret(row.secret, { projectId, connectorId });
  const sender = createSender({ policy: readAddressPolicy(env().COUNTERSIGN_ALLOW_PRIVATE_CONNECTORS), timeoutMs: CALL_MS });
  const test: ConnectorTest = { isOk: true, calls: [] };
  try {
    for (const call of connector.test(settings.data, secret, new Date())) {
      const startedAt = performance.now();
      const outcome = await sender.send(call);
      const durationMs = Math.round(performance.now() - startedAt);
      const { isOk, said } = 'failure' in outcome ? { isOk: false, said: outcome.failure } : toldBy(outcome.answer);
      const refusal = isOk && 'answer' in outcome ? (connector.hiddenRefusal?.(call, outcome.answer, settings.data) ?? null) : null;
      test.calls.push({
        what: call.what,
        to: `${call.method} ${call.url}`,
        isOk: isOk && refusal === null,
        said: hide(refusal ?? said, secret, call),
        durationMs,
      });
      test.isOk = test.calls.every((each) => each.isOk);
      if (!test.isOk) break;
    }
  } finally {
    sender.close();
  }
  return test;

  function toldBy(answer: Parameters<typeof judgeAnswer>[1]): { isOk: boolean; said: string } {
    const verdict = judgeAnswer({ what: 'test' }, answer, Date.now());
    if (verdict.state === 'taken') return { isOk: true, said: `${answer.status}. ${excerpt(answer.body)}`.trim() };
    return { isOk: false, said: verdict.problem.replace(/^Test: /, '') };
  }
}
