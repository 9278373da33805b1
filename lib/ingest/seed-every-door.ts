// Test support: values that can be searched for, sent through every door in every place that a door has.
import { encodeTraces } from './encode-otlp';

/** Each door gets values of its own, so that a leak tells where it was. */
const SEEDS: { [door: string]: { email: string; card: string; key: string } } = Object.fromEntries(
  [
    ['record', '4929 4212 3460 0821', '4929421234600821'],
    ['protobuf', '5425 2334 3010 9903', ''],
    ['json', '3714 496353 98431', ''],
    ['logs', '6011 1111 1111 1117', ''],
    ['langsmith', '3530 1113 3330 0000', ''],
    ['langfuse', '5105 1051 0510 5100', ''],
    ['inbox', '4012 8888 8888 1881', ''],
    ['review', '5555 5555 5555 4444', ''],
    ['score', '4222 2222 2222 2', ''],
  ].map(([door, card]) => [
    door,
    { email: `leak.${door}@seeded-mail.example`, card, key: `ghp_seeded${door}a1B2c3D4e5F6g7H8i9J0k1L2m3N4`.padEnd(44, '7') },
  ]),
);
export const said = (door: string) => {
  const { email, card, key } = SEEDS[door] ?? { email: '', card: '', key: '' };
  return `Mail ${email}, card ${card}, key ${key}.`;
};
export const NEEDLES = Object.values(SEEDS).flatMap(({ email, card, key }) => [email, card, key, card.replaceAll(' ', '')]);

const hex = (digit: string, length: number) => digit.repeat(length);
const anyValue = (value: string) => ({ stringValue: value });

/** Everything that a project can be told, through each door. */
export async function sendEverywhere(post: (path: string, body: string | Uint8Array, type?: string) => Promise<void>): Promise<void> {
  await post(
    '/api/v1/runs',
    JSON.stringify({
      run_id: 'R-record',
      name: said('record'),
      user_id: SEEDS.record?.email,
      session_id: SEEDS.record?.email,
      input: said('record'),
      output: { text: said('record') },
      metadata: { [SEEDS.record?.email ?? '']: said('record') },
      context: [{ id: 'p', content: said('record') }],
      tags: [said('record')],
      steps: [
        { step_id: 's', kind: 'LLM', name: 'x', status: 'error', error: said('record'), input: JSON.stringify({ a: said('record') }) },
      ],
    }),
  );
  const span = { traceId: hex('a', 32), spanId: hex('b', 16), name: said('protobuf'), status: { code: 2, message: said('protobuf') } };
  const messages = JSON.stringify([{ role: 'user', parts: [{ type: 'text', content: `line\n${said('protobuf')}` }] }]);
  await post(
    '/v1/traces',
    encodeTraces([{ ...span, attributes: { 'gen_ai.input.messages': messages, nested: { deep: [said('protobuf')] } } }]),
    'application/x-protobuf',
  );
  await post(
    '/v1/traces',
    JSON.stringify({
      resourceSpans: [
        {
          resource: { attributes: [{ key: 'host.owner', value: anyValue(said('json')) }] },
          scopeSpans: [
            {
              spans: [
                {
                  traceId: hex('c', 32),
                  spanId: hex('d', 16),
                  name: 'chat',
                  startTimeUnixNano: '1795233397288000000',
                  endTimeUnixNano: '1795233397289000000',
                  attributes: [
                    { key: 'session.id', value: anyValue(SEEDS.json?.email ?? '') },
                    { key: 'input.value', value: anyValue(said('json')) },
                  ],
                  events: [
                    { name: 'note', timeUnixNano: '1795233397288000000', attributes: [{ key: 'text', value: anyValue(said('json')) }] },
                  ],
                },
              ],
            },
          ],
        },
      ],
    }),
  );
  const record = { traceId: hex('c', 32), spanId: hex('d', 16), timeUnixNano: '1795233397288000000', eventName: 'gen_ai.user.message' };
  await post(
    '/v1/logs',
    JSON.stringify({ resourceLogs: [{ scopeLogs: [{ logRecords: [{ ...record, body: anyValue(said('logs')) }] }] }] }),
  );
  await post(
    '/runs',
    JSON.stringify({
      id: '0193a1b2-0000-7000-8000-000000000001',
      trace_id: '0193a1b2-0000-7000-8000-000000000001',
      dotted_order: '20261121T080000000000Z0193a1b2-0000-7000-8000-000000000001',
      name: 'chain',
      run_type: 'chain',
      start_time: '2026-11-21T08:00:00.000000Z',
      inputs: { question: said('langsmith') },
      extra: { metadata: { owner: said('langsmith') } },
    }),
  );
  const at = '2026-11-21T08:00:00.000Z';
  await post(
    '/api/public/ingestion',
    JSON.stringify({
      batch: [
        {
          id: 'e1',
          type: 'trace-create',
          timestamp: at,
          body: { id: 'trace-lf', name: said('langfuse'), input: said('langfuse'), timestamp: at },
        },
        {
          id: 'e2',
          type: 'score-create',
          timestamp: at,
          body: { id: 'score-lf', traceId: 'trace-lf', name: 'ok', value: 1, comment: said('langfuse') },
        },
      ],
    }),
  );
}
