// A model on the loopback interface that speaks as much of OpenAI's and Google's APIs as the cases of the tracers need.
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { asChat, asChatStream, asGemini, asResponse, asResponseStream } from './stand-in-formats.mjs';

export const EXPECTED = {
  answer: 'The excess for storm damage is 500 euros.',
  structured: '{"excess":500}',
  model: 'stand-in-1',
  inputTokens: 31,
  outputTokens: 12,
};

/** What a question holds that is to be answered with a fault. */
export const FAULT = { once429: '[429 once]', once500: '[500 once]', always400: '[400 always]', endless: '[endless]' };

/** Resolves to its base URL and how to close it. */
export async function startStandIn() {
  const faulted = new Set();
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const fault = faultOf(text, faulted);
    if (fault) return refuse(response, fault);
    const body = JSON.parse(text);
    const turn = { ...turnOf(body, text), model: EXPECTED.model };
    const path = request.url ?? '';
    const isStream = body.stream === true || path.includes(':streamGenerateContent');
    if (path.includes('enerateContent'))
      return isStream ? stream(response, [`data: ${JSON.stringify(asGemini(turn))}\n\n`], turn) : answer(response, asGemini(turn));
    const isResponses = path.endsWith('/responses');
    if (isStream) return stream(response, isResponses ? asResponseStream(turn) : asChatStream(turn, body), turn);
    return answer(response, isResponses ? asResponse(turn) : asChat(turn));
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Each question is faulted once, so that a client that tries again is served. */
function faultOf(text, faulted) {
  if (text.includes(FAULT.always400)) return 400;
  const key = /\(([0-9a-f-]{36})\)/.exec(text)?.[1];
  if (faulted.has(key)) return;
  faulted.add(key);
  if (text.includes(FAULT.once429)) return 429;
  if (text.includes(FAULT.once500)) return 500;
}

function refuse(response, status) {
  response.writeHead(status, { 'content-type': 'application/json', ...(status === 429 && { 'retry-after-ms': '10' }) });
  response.end(JSON.stringify({ error: { message: `the stand-in refuses with ${status}`, type: 'stand_in', code: 'stand_in' } }));
}

/** Tools that are offered are called together, once; then comes the answer. */
function turnOf(body, text) {
  const offered = (body.tools ?? []).flatMap(
    (tool) => tool.function?.name ?? tool.name ?? tool.functionDeclarations?.map(({ name }) => name) ?? [],
  );
  const hasResults = /"role":\s*"tool"|"function_call_output"|"functionResponse"/.test(text);
  if (offered.length > 0 && !hasResults) {
    return { calls: offered.slice(0, 2).map((name, index) => ({ id: `call_${index + 1}`, name, args: { policy: `P-${index + 1}` } })) };
  }
  const isStructured = body.response_format?.type === 'json_schema' || body.text?.format?.type === 'json_schema';
  return { text: isStructured ? EXPECTED.structured : EXPECTED.answer, isEndless: text.includes(FAULT.endless) };
}

function answer(response, body) {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function stream(response, frames, { isEndless }) {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (const frame of frames) {
    response.write(frame);
    if (isEndless) await sleep(200);
  }
  // Whoever asked has to hang up.
  if (!isEndless) response.end();
}
