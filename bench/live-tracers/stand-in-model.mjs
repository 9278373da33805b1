// A model on the loopback interface that speaks as much of OpenAI's API as the tracers' own examples need.
import { createServer } from 'node:http';

const ANSWER = 'The excess for storm damage is 500 euros.';
const CHAT_USAGE = { prompt_tokens: 31, completion_tokens: 12, total_tokens: 43, prompt_tokens_details: { cached_tokens: 8 } };
const RESPONSE_USAGE = {
  input_tokens: 31,
  output_tokens: 12,
  total_tokens: 43,
  input_tokens_details: { cached_tokens: 8 },
  output_tokens_details: { reasoning_tokens: 0 },
};

export const EXPECTED = { answer: ANSWER, model: 'stand-in-1', inputTokens: 31, outputTokens: 12 };

/** Resolves to its base URL and how to close it. */
export async function startStandIn() {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const body = request.url?.endsWith('/responses') ? responsesBody() : chatBody();
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}/v1`, close: () => new Promise((resolve) => server.close(resolve)) };
}

function chatBody() {
  return {
    id: `chatcmpl-${Date.now()}`,
    object: 'chat.completion',
    created: Math.floor(Date.now() / 1000),
    model: EXPECTED.model,
    choices: [
      { index: 0, message: { role: 'assistant', content: ANSWER, refusal: null, annotations: [] }, logprobs: null, finish_reason: 'stop' },
    ],
    usage: CHAT_USAGE,
  };
}

function responsesBody() {
  return {
    id: `resp_${Date.now()}`,
    object: 'response',
    created_at: Math.floor(Date.now() / 1000),
    status: 'completed',
    model: EXPECTED.model,
    output: [
      {
        id: 'msg_1',
        type: 'message',
        status: 'completed',
        role: 'assistant',
        content: [{ type: 'output_text', text: ANSWER, annotations: [] }],
      },
    ],
    usage: RESPONSE_USAGE,
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
