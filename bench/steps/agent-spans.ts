// The spans of one agent that works for very long: turns of model calls, tool calls and searches, about 500 bytes of text each.
import type { SpanToEncode } from '@/lib/ingest/encode-otlp';
import type { Json } from '@/lib/domain/run/run';

const FIRST_NS = 1_795_000_000_000_000_000n;
const STEP_NS = 2_000_000n;
const TOOLS = ['lookup_order', 'search_tickets', 'read_file', 'run_query', 'send_mail', 'list_orders', 'get_customer'];
const TURN = ['AGENT', 'LLM', 'TOOL', 'LLM', 'RETRIEVER', 'LLM', 'TOOL', 'LLM', 'RETRIEVER', 'TOOL'] as const;

/** Spans `from` to `from + size` of a run of `count`; `variant` 1 is the same run with every other step told otherwise and some left out. */
export function agentSpans(
  traceId: string,
  { count, from = 0, size = count, variant = 0 }: { count: number; from?: number; size?: number; variant?: 0 | 1 },
): SpanToEncode[] {
  const spans: SpanToEncode[] = [];
  for (let index = from; index < Math.min(count, from + size); index++) {
    if (variant === 1 && index % 61 === 7 && index % 10 !== 1) continue;
    spans.push(agentSpan(traceId, index, count, variant));
  }
  return spans;
}

function agentSpan(traceId: string, index: number, count: number, variant: 0 | 1): SpanToEncode {
  const kind = index === 0 ? 'AGENT' : (TURN[(index - 1) % 10] as (typeof TURN)[number]);
  const turn = index - ((index - 1) % 10);
  const seed = variant === 1 && index % 2 === 1 ? index + 1_000_003 : index;
  const startNs = FIRST_NS + BigInt(index) * STEP_NS;
  const isTurn = kind === 'AGENT' && index > 0;
  return {
    traceId,
    spanId: (index + 1).toString(16).padStart(16, '0'),
    ...(index === 0 ? {} : { parentSpanId: ((isTurn ? 0 : turn) + 1).toString(16).padStart(16, '0') }),
    name: index === 0 ? 'close the month' : isTurn ? 'turn' : kind === 'TOOL' ? (TOOLS[seed % TOOLS.length] as string) : kind.toLowerCase(),
    startNs,
    endNs: startNs + (index === 0 ? BigInt(count) * STEP_NS : isTurn ? STEP_NS * 10n : STEP_NS - 200_000n),
    attributes: index === 0 ? rootAttributes() : attributesOf(kind, seed),
    status: kind === 'TOOL' && index % 97 === 5 ? { code: 2, message: `timeout after ${index % 50} s` } : { code: 1 },
  };
}

function rootAttributes(): { [key: string]: Json } {
  return {
    'openinference.span.kind': 'AGENT',
    'input.value': 'Which orders of this month are still open, and why?',
    'output.value':
      'Order 1007 is open because the customer has not paid. Order 1014 was sent on the 3rd of May. Two orders wait for stock.',
  };
}

function attributesOf(kind: (typeof TURN)[number], seed: number): { [key: string]: Json } {
  if (kind === 'AGENT') return { 'openinference.span.kind': kind, 'input.value': words(seed, 12), 'output.value': words(seed + 1, 20) };
  if (kind === 'LLM')
    return {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'small-model',
      'gen_ai.usage.input_tokens': 300 + (seed % 900),
      'gen_ai.usage.output_tokens': 20 + (seed % 90),
      'gen_ai.input.messages': JSON.stringify([{ role: 'user', parts: [{ type: 'text', content: words(seed, 40) }] }]),
      'gen_ai.output.messages': JSON.stringify([
        { role: 'assistant', finish_reason: 'stop', parts: [{ type: 'text', content: words(seed + 1, 25) }] },
      ]),
    };
  if (kind === 'TOOL')
    return {
      'openinference.span.kind': kind,
      'tool.name': TOOLS[seed % TOOLS.length] as string,
      'input.value': JSON.stringify({ order: 1000 + seed, why: words(seed, 6) }),
      'input.mime_type': 'application/json',
      'output.value': JSON.stringify({ order: 1000 + seed, state: seed % 3 ? 'paid' : 'open', note: words(seed + 2, 50) }),
      'output.mime_type': 'application/json',
    };
  return {
    'openinference.span.kind': kind,
    'input.value': words(seed, 8),
    ...Object.fromEntries(
      [0, 1].flatMap((place) => [
        [`retrieval.documents.${place}.document.id`, `d${seed % 5000}-${place}`],
        [`retrieval.documents.${place}.document.content`, `Order ${1000 + seed}: ${words(seed + place, 30)}`],
        [`retrieval.documents.${place}.document.score`, 0.9 - place / 10],
      ]),
    ),
  };
}

const SYLLABLES = ['ka', 'ro', 'mi', 'ten', 'sul', 'dor', 've', 'lan', 'qui', 'ber', 'no', 'tra', 'shi', 'po', 'gel', 'ur'];
/** Made up, and different for every seed. */
function words(seed: number, count: number): string {
  let state = (seed + 1) * 2_654_435_761;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state ^ (state >>> 13), 1_540_483_477) + seed) | 0;
    const letters = (state >>> 4) & 0xfff;
    return `${SYLLABLES[letters & 15]}${SYLLABLES[(letters >> 4) & 15]}${(letters >> 8) % 3 ? SYLLABLES[letters >> 8] : ''}`;
  }).join(' ');
}
