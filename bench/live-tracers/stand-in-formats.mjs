// One turn of the stand-in model in the wire formats of OpenAI (chat completions and responses, whole and streamed) and of Google.
const CHAT_USAGE = { prompt_tokens: 31, completion_tokens: 12, total_tokens: 43, prompt_tokens_details: { cached_tokens: 8 } };
const RESPONSE_USAGE = {
  input_tokens: 31,
  output_tokens: 12,
  total_tokens: 43,
  input_tokens_details: { cached_tokens: 8 },
  output_tokens_details: { reasoning_tokens: 0 },
};

export function asChat({ text, calls, model }) {
  const message = {
    role: 'assistant',
    content: text ?? null,
    refusal: null,
    annotations: [],
    ...(calls && { tool_calls: calls.map(asToolCall) }),
  };
  return {
    ...chatHead(model, 'chat.completion'),
    choices: [{ index: 0, message, logprobs: null, finish_reason: calls ? 'tool_calls' : 'stop' }],
    usage: CHAT_USAGE,
  };
}

export function asChatStream({ text, calls, model }, { stream_options: options }) {
  const deltas = calls
    ? calls.flatMap((call, index) => {
        const { id, type, function: called } = asToolCall(call);
        return [
          { tool_calls: [{ index, id, type, function: { name: called.name, arguments: '' } }] },
          { tool_calls: [{ index, function: { arguments: called.arguments } }] },
        ];
      })
    : words(text).map((content) => ({ content }));
  const chunk = (delta, finish = null) => ({
    ...chatHead(model, 'chat.completion.chunk'),
    choices: [{ index: 0, delta, finish_reason: finish }],
  });
  const chunks = [
    chunk({ role: 'assistant', content: calls ? null : '' }),
    ...deltas.map((delta) => chunk(delta)),
    chunk({}, calls ? 'tool_calls' : 'stop'),
  ];
  if (options?.include_usage) chunks.push({ ...chatHead(model, 'chat.completion.chunk'), choices: [], usage: CHAT_USAGE });
  return [...chunks.map((each) => `data: ${JSON.stringify(each)}\n\n`), 'data: [DONE]\n\n'];
}

export function asResponse({ text, calls, model }) {
  return {
    ...responseHead(model),
    status: 'completed',
    output: calls ? calls.map(asFunctionCall) : [asMessage(text)],
    usage: RESPONSE_USAGE,
  };
}

export function asResponseStream(turn) {
  const whole = asResponse(turn);
  const items = whole.output.flatMap((item, index) => [
    {
      type: 'response.output_item.added',
      output_index: index,
      item: { ...item, status: 'in_progress', ...(item.content ? { content: [] } : { arguments: '' }) },
    },
    ...(item.content ? textEvents(item, index) : argumentEvents(item, index)),
    { type: 'response.output_item.done', output_index: index, item },
  ]);
  const events = [
    { type: 'response.created', response: { ...whole, status: 'in_progress', output: [], usage: null } },
    ...items,
    { type: 'response.completed', response: whole },
  ];
  return events.map((event, at) => `event: ${event.type}\ndata: ${JSON.stringify({ ...event, sequence_number: at })}\n\n`);
}

export function asGemini({ text, calls, model }) {
  const parts = calls ? calls.map(({ id, name, args }) => ({ functionCall: { id, name, args } })) : [{ text }];
  return {
    candidates: [{ content: { role: 'model', parts }, finishReason: 'STOP', index: 0 }],
    usageMetadata: { promptTokenCount: 31, candidatesTokenCount: 12, totalTokenCount: 43 },
    modelVersion: model,
    responseId: `gemini-${Date.now()}`,
  };
}

function words(text) {
  return text.split(/(?<= )/);
}

function chatHead(model, object) {
  return { id: 'chatcmpl-stand-in', object, created: Math.floor(Date.now() / 1000), model };
}

function asToolCall({ id, name, args }) {
  return { id, type: 'function', function: { name, arguments: JSON.stringify(args) } };
}

function responseHead(model) {
  return {
    id: `resp_${Date.now()}`,
    object: 'response',
    created_at: Math.floor(Date.now() / 1000),
    model,
    error: null,
    incomplete_details: null,
    instructions: null,
    metadata: {},
    parallel_tool_calls: true,
    temperature: 1,
    tool_choice: 'auto',
    tools: [],
    top_p: 1,
  };
}

function asFunctionCall({ id, name, args }) {
  return { id: `fc_${id}`, type: 'function_call', status: 'completed', call_id: id, name, arguments: JSON.stringify(args) };
}

function asMessage(text) {
  return {
    id: 'msg_1',
    type: 'message',
    status: 'completed',
    role: 'assistant',
    content: [{ type: 'output_text', text, annotations: [] }],
  };
}

function textEvents({ id, content: [part] }, index) {
  const at = { item_id: id, output_index: index, content_index: 0 };
  return [
    { type: 'response.content_part.added', ...at, part: { ...part, text: '' } },
    ...words(part.text).map((delta) => ({ type: 'response.output_text.delta', ...at, delta, logprobs: [] })),
    { type: 'response.output_text.done', ...at, text: part.text, logprobs: [] },
    { type: 'response.content_part.done', ...at, part },
  ];
}

function argumentEvents({ id, name, arguments: text }, index) {
  const at = { item_id: id, output_index: index };
  return [
    { type: 'response.function_call_arguments.delta', ...at, delta: text },
    { type: 'response.function_call_arguments.done', ...at, name, arguments: text },
  ];
}
