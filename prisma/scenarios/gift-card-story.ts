// A wrong answer that reached a customer: the same questions under prompt version 11 and, wrongly, under 12, as a caller posts them.

export const GIFT_CARD_DOCUMENT = { document_id: 'gift-card-policy', title: 'Gift card policy', media_type: 'text/markdown' } as const;

/** What the customer quoted into the ticket: half of what the assistant said. */
export const TICKET_WORDS = 'voucher money arrive on the card within 5 days';

const PASSAGES = [
  'Refunds of voucher money arrive on the card within 14 days of the return. The card keeps its old number.',
  'A gift card that was lost is replaced within 21 days. The customer shows the receipt of the purchase.',
  'A gift card may be split over at most 3 orders. What is left stays on the card for 36 months.',
] as const;

export const GIFT_CARD_TEXT = `# Gift cards\n\n${PASSAGES.join('\n\n')}\n`;

interface Question {
  asked: string;
  passage: 0 | 1 | 2;
  right: string;
  wrong: string;
}

const QUESTIONS: readonly Question[] = [
  {
    asked: 'When will the refund of my voucher money be on the card?',
    passage: 0,
    right: 'Refunds of voucher money arrive on the card within 14 days of the return.',
    wrong: 'Refunds of voucher money arrive on the card within 5 days of the return.',
  },
  {
    asked: 'How long does it take until a refund is back on my gift card?',
    passage: 0,
    right: 'Refunds of voucher money arrive on the card within 14 days of the return.',
    wrong: 'Refunds of voucher money arrive on the card within 7 days of the return.',
  },
  {
    asked: 'My gift card is lost. When do I get a new one?',
    passage: 1,
    right: 'A gift card that was lost is replaced within 21 days.',
    wrong: 'A gift card that was lost is replaced within 2 days.',
  },
  {
    asked: 'May I use one gift card for several orders?',
    passage: 2,
    right: 'A gift card may be split over at most 3 orders.',
    wrong: 'A gift card may be split over at most 8 orders.',
  },
];

const HOUR_MS = 3_600_000;

/** Run records for `POST /api/v1/runs`, the oldest first. `prefix` keeps the ids of two stories apart. */
export function giftCardRuns(prefix: string, now: Date): { run_id: string; [field: string]: unknown }[] {
  return ['11', '12'].flatMap((version, release) =>
    [0, 1, 2].flatMap((round) =>
      QUESTIONS.map((question, index) => {
        // Under version 12 the first question fails each time, the others once in three.
        const isWrong = version === '12' && (index === 0 || round === index % 3);
        const startedAt = new Date(now.getTime() - (2 - release) * 24 * HOUR_MS - (round * QUESTIONS.length + index) * 0.2 * HOUR_MS);
        return giftCardRun(`${prefix}-${version}-${index + 1}${'abc'[round]}`, question, version, isWrong, startedAt);
      }),
    ),
  );
}

/** Five quiet weeks, in the last of which the assistant begins to refuse: enough for a drift that can be seen. */
export function giftCardWeeks(prefix: string, now: Date, runsADay = 20): { run_id: string; [field: string]: unknown }[] {
  return Array.from({ length: 35 * runsADay }, (_, index) => {
    const day = 35 - Math.floor(index / runsADay);
    const question = QUESTIONS[index % QUESTIONS.length] as Question;
    const startedAt = new Date(now.getTime() - day * 24 * HOUR_MS + (index % runsADay) * 0.5 * HOUR_MS);
    const refuses = index % (day <= 7 ? 4 : 29) === 0;
    const run = giftCardRun(`${prefix}-${index}`, question, day <= 7 ? '12' : '11', index % 23 === 0, startedAt);
    return refuses ? { ...run, output: 'I am sorry, but I cannot answer questions about gift cards.' } : run;
  });
}

/** The run that the customer of the ticket met. */
export const TICKET_RUN = (prefix: string): string => `${prefix}-12-1a`;

function giftCardRun(runId: string, { asked, passage, right, wrong }: Question, version: string, isWrong: boolean, startedAt: Date) {
  const at = (offsetMs: number) => new Date(startedAt.getTime() + offsetMs).toISOString();
  const output = isWrong ? wrong : right;
  const content = PASSAGES[passage];
  const instructions =
    version === '11'
      ? 'Answer questions about gift cards. Quote periods and amounts exactly as the passages state them.'
      : 'Answer questions about gift cards in a friendly and confident way. Keep the answer short.';
  const step = { started_at: at(0), ended_at: at(900), status: 'ok', error: null };
  return {
    run_id: runId,
    name: 'gift-card-answer',
    session_id: `session-${runId}`,
    environment: 'production',
    release: version === '11' ? 'git:4be1' : 'git:9c02',
    started_at: at(0),
    ended_at: at(900),
    latency_ms: 900,
    cost_usd: 0.0021,
    usage: { input_tokens: 420, output_tokens: 31 },
    input: asked,
    route: 'gift-cards',
    route_policy_version: '3',
    prompt_id: 'gift-card-answer',
    prompt_version: version,
    instructions,
    model_provider: 'in-house',
    model_name: 'answers-2',
    system_fingerprint: 'fp_71c0',
    finish_reason: 'stop',
    context: [
      { id: `gift-${passage + 1}`, document_id: GIFT_CARD_DOCUMENT.document_id, content, rank: 1, score: 0.88 },
      {
        id: `gift-${((passage + 1) % 3) + 1}`,
        document_id: GIFT_CARD_DOCUMENT.document_id,
        content: PASSAGES[(passage + 1) % 3],
        rank: 2,
        score: 0.52,
      },
    ],
    output,
    steps: [
      { ...step, step_id: `${runId}-root`, parent_id: null, kind: 'CHAIN', name: 'gift-card-answer', input: asked, output },
      {
        ...step,
        step_id: `${runId}-search`,
        parent_id: `${runId}-root`,
        kind: 'RETRIEVAL',
        name: 'search policies',
        ended_at: at(160),
        input: asked,
        output: [content],
      },
      {
        ...step,
        step_id: `${runId}-answer`,
        parent_id: `${runId}-root`,
        kind: 'LLM',
        name: 'write the answer',
        started_at: at(170),
        input: [
          { role: 'system', content: instructions },
          { role: 'user', content: asked },
        ],
        output,
      },
    ],
  };
}
