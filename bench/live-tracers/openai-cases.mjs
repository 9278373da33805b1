// The cases that every wrapper and every instrumentation of OpenAI's client is put through.
import { setTimeout as sleep } from 'node:timers/promises';

const TOOLS = ['premium_of', 'excess_of'].map((name) => ({
  type: 'function',
  function: { name, description: name, parameters: { type: 'object', properties: { policy: { type: 'string' } }, required: ['policy'] } },
}));
const PIXEL = 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const SCHEMA = {
  name: 'excess',
  strict: true,
  schema: { type: 'object', properties: { excess: { type: 'number' } }, required: ['excess'], additionalProperties: false },
};

/** `tool(name, args, work)` traces a tool as the tracer's documentation says; the first answers, the second throws. */
export const openaiCases = {
  plain: ({ openai, tool: _tool, ...call }) => answerOf(openai.chat.completions.create(call)),
  retry: ({ openai, tool: _tool, ...call }) => answerOf(openai.chat.completions.create(call)),
  structured: ({ openai, tool: _tool, ...call }) =>
    answerOf(openai.chat.completions.create({ ...call, response_format: { type: 'json_schema', json_schema: SCHEMA } })),
  image: ({ openai, tool: _tool, messages: [{ content }], ...call }) =>
    answerOf(
      openai.chat.completions.create({
        ...call,
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: content },
              { type: 'image_url', image_url: { url: PIXEL } },
            ],
          },
        ],
      }),
    ),
  stream: async ({ openai, tool: _tool, ...call }) => {
    let text = '';
    for await (const chunk of await openai.chat.completions.create({ ...call, stream: true, stream_options: { include_usage: true } })) {
      text += chunk.choices[0]?.delta?.content ?? '';
    }
    return text;
  },
  aborted: async ({ openai, tool: _tool, ...call }) => {
    const stop = new AbortController();
    let text = '';
    try {
      for await (const chunk of await openai.chat.completions.create({ ...call, stream: true }, { signal: stop.signal })) {
        text += chunk.choices[0]?.delta?.content ?? '';
        if (text.length > 5) stop.abort();
      }
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    }
    return text;
  },
  responses: async ({ openai, messages, tool: _tool, ...call }) =>
    (await openai.responses.create({ ...call, input: messages })).output_text,
  refused: ({ openai, tool: _tool, ...call }) =>
    answerOf(openai.chat.completions.create(call)).catch((error) => `refused: ${error.status}`),
  tools: async ({ openai, tool, messages, ...call }) => {
    const { message } = (await openai.chat.completions.create({ ...call, messages, tools: TOOLS })).choices[0];
    const results = await Promise.all(message.tool_calls.map(({ id, function: called }) => resultOf(id, called, tool)));
    return answerOf(openai.chat.completions.create({ ...call, messages: [...messages, message, ...results], tools: TOOLS }));
  },
};

async function answerOf(completion) {
  return (await completion).choices[0].message.content;
}

async function resultOf(id, { name, arguments: text }, tool = (_, args, work) => work(args)) {
  try {
    return { role: 'tool', tool_call_id: id, content: JSON.stringify(await tool(name, JSON.parse(text), toolWork(name))) };
  } catch (error) {
    return { role: 'tool', tool_call_id: id, content: `failed: ${error.message}` };
  }
}

/** What a tool does: the second of the two fails. */
export function toolWork(name) {
  return async () => {
    await sleep(20);
    if (name === 'excess_of') throw new Error('the tariff table is locked');
    return { premium: 240 };
  };
}
