// The questions that were asked of the policy workflow, with the release and the prompt that answered them.
import type { PolicyCase } from './policy-case';

type Asked = [id: string, question: string, more?: Partial<PolicyCase>];

const USUAL = { release: 'git:2026.05', promptVersion: '3', modelVersion: '1.1', routeVersion: 2, environment: 'production' } as const;

const ASKED: readonly Asked[] = [
  ['R-1001', 'Within how many days may unused goods be returned after delivery?'],
  ['R-1002', 'Within how many days may unused goods be returned after delivery?', { release: 'git:2026.02' }],
  ['R-1003', 'When are refunds paid after the parcel has reached the warehouse?', { release: 'git:2026.02' }],
  ['R-1004', 'When are refunds paid after the parcel has reached the warehouse?'],
  ['R-1005', 'Which refunds are approved by a store manager before they are paid?'],
  ['R-1006', 'Which refunds are approved by a store manager before they are paid?', { release: 'git:2026.02' }],
  ['R-1007', 'Are gift cards refundable?'],
  ['R-1008', 'Are gift cards refundable within days of purchase?', { promptVersion: '6' }],
  ['R-1009', 'How long is a gift card valid from the day of purchase?', { promptVersion: '7', modelVersion: '1.0' }],
  ['R-1010', 'How long is a gift card valid from the day of purchase?', { promptVersion: '7' }],
  ['R-1011', 'What is the fee when lost gift cards are replaced?'],
  ['R-1012', 'What does the customer pay as return freight for goods?', { promptVersion: '5' }],
  ['R-1013', 'What does the customer pay as return freight for goods?'],
  ['R-1014', 'How much does express delivery cost in Germany?', { promptVersion: '5' }],
  ['R-1015', 'How much does express delivery cost in Germany?'],
  ['R-1016', 'For which orders is standard delivery free?', { release: 'git:2026.04' }],
  ['R-1017', 'When is a parcel treated as lost after dispatch?', { release: 'git:2026.04' }],
  ['R-1018', 'When is a parcel treated as lost after dispatch?'],
  ['R-1019', 'How long is the warranty on tents and backpacks?', { release: 'git:2026.04' }],
  ['R-1020', 'How long is the warranty on tents and backpacks?'],
  ['R-1021', 'To whom are warranty claims sent in the repair workshop?'],
  ['R-1022', 'To whom are warranty claims sent in the repair workshop?', { promptVersion: '4' }],
  ['R-1023', 'Does the warranty cover wear, punctures or damage by fire?', { promptVersion: '6' }],
  ['R-1024', 'Which refund can I expect for a Kelda Twin stove under warranty?', { release: 'git:2026.06' }],
  ['R-1025', 'How often must the Kelda Twin stove be serviced?', { release: 'git:2026.06' }],
  ['R-1026', 'What is the daily travel allowance within Europe?', { promptVersion: '5' }],
  ['R-1027', 'What is the daily travel allowance within Europe?'],
  ['R-1028', 'Up to which amount are hotel nights refunded in Oslo and Copenhagen?', { maxTokens: 9, sessionId: 'chat-551' }],
  ['R-1029', 'By when must expense claims be handed in after the journey?', { promptVersion: '4' }],
  ['R-1030', 'How long are customer service conversations kept?'],
  ['R-1031', 'How long is video from the shops kept?', { promptVersion: '7', modelVersion: '1.0' }],
  ['R-1032', 'How do I turn my loyalty points into a voucher?'],
  ['R-1033', 'Can you tell me something about colours?'],
  ['R-1034', 'Hello, are you open today?', { sessionId: 'chat-551' }],
  ['R-1035', 'My card is 4539 1488 0343 6467, please refund order H-1004.', { sessionId: 'chat-552' }],
  ['R-1036', 'When was order H-1004 delivered? I want to return it.', { promptVersion: '8', sessionId: 'chat-553' }],
  ['R-1037', 'When was order H-1004 delivered? I want to return it.', { sessionId: 'chat-553' }],
  ['R-1038', 'Where is my order H-9999? It should have been delivered.', { sessionId: 'chat-554' }],
  ['R-1039', 'Where is order H-1007, what is its carrier status and when is it expected?', { coldCarrierCalls: 1, sessionId: 'chat-555' }],
  ['R-1040', 'Which dose of medicine may I take after a bite, and is it covered by the warranty?'],
  [
    'R-1041',
    'When are refunds paid after the parcel has reached the warehouse?',
    { isLegacy: true, release: 'git:2025.11', dropsEvery: 4, environment: 'production-legacy' },
  ],
  [
    'R-1042',
    'How much does express delivery cost in Sweden?',
    { isLegacy: true, release: 'git:2025.11', dropsEvery: 3, environment: 'production-legacy' },
  ],
  ['R-1043', 'متى تدفع المبالغ المستردة بعد وصول الطرد إلى المستودع؟', { sessionId: 'chat-ar-7' }],
  ['R-1044', '退款什么时候支付？退款将在包裹到达仓库后几天内支付？', { sessionId: 'chat-zh-3' }],
  ['R-1045', 'Is breakfast included in the daily allowance of a hotel?', { environment: 'staging', promptVersion: '5' }],
  ['R-1046', 'How many days after delivery may unused goods be returned?', { routeVersion: 1, release: 'git:2026.03' }],
  ['R-1047', 'What about kayaks in winter, spring, rain and snow, and their colours?'],
  ['R-1048', 'Are batteries covered by the warranty for months?', { promptVersion: '7', modelVersion: '1.0' }],
];

/** Spread over the two weeks before `endMs`, in the order of their ids. */
export function policyCases(endMs: number): PolicyCase[] {
  const DAY_MS = 86_400_000;
  return ASKED.map(([runId, question, more], place) => ({
    ...USUAL,
    runId,
    question,
    sessionId: `mail-${2000 + place}`,
    userId: `customer-${1 + ((place * 7) % 23)}`,
    startMs: endMs - 14 * DAY_MS + Math.round((place / ASKED.length) * 13.5 * DAY_MS) + ((place * 7919) % 3600) * 1000,
    ...more,
  }));
}
