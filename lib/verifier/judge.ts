// The contract of judges: any model behind an OpenAI-compatible chat completion, with a fixed prompt and a JSON answer.
import { jsonHeaders, unreadable, type VerifierContract } from './contract';
import { JUDGE_ANSWER_SCHEMA, JUDGE_INSTRUCTIONS, JUDGE_PROMPT, judgeMessage } from './judge-prompt';
import { modelName, readScores } from './read-scores';

export const judge: VerifierContract = {
  kind: 'judge',
  version: JUDGE_PROMPT,
  request: (pairs, { url, model }, secret, { nonce, hasSchema }) => ({
    what: 'judgements',
    method: 'POST',
    url: `${url.replace(/\/chat\/completions$/, '')}/chat/completions`,
    headers: jsonHeaders(secret),
    body: JSON.stringify({
      model,
      temperature: 0,
      messages: [
        { role: 'system', content: JUDGE_INSTRUCTIONS },
        { role: 'user', content: judgeMessage(pairs, nonce) },
      ],
      ...(hasSchema
        ? { response_format: { type: 'json_schema', json_schema: { name: 'scores', strict: true, schema: JUDGE_ANSWER_SCHEMA } } }
        : {}),
    }),
  }),
  read: (body, pairs) => {
    let answer: Completion | null;
    try {
      answer = JSON.parse(body.toString('utf8')) as Completion | null;
    } catch {
      return unreadable(body, pairs);
    }
    const model = modelName(answer?.model);
    const said = contentOf(answer);
    if (said === null && !Array.isArray(answer?.choices)) return unreadable(body, pairs, model);
    for (const json of jsonIn(said ?? '')) {
      const read = readScores(scoresIn(json), pairs.length, model, 'reason');
      if (read) return read;
    }
    return {
      scores: pairs.map(() => null),
      model,
      problem: 'The model did not answer with the JSON that it was asked for.',
      isReadable: true,
    };
  },
};

interface Completion {
  model?: unknown;
  choices?: { message?: { content?: unknown } }[];
}

/** The text of the first choice, also where it comes in parts. */
function contentOf(answer: Completion | null): string | null {
  const content: unknown = Array.isArray(answer?.choices) ? answer.choices[0]?.message?.content : undefined;
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return null;
  return (content as unknown[]).map((part) => textOf(part)).join('');
}

function textOf(part: unknown): string {
  const text = typeof part === 'object' && part !== null && 'text' in part ? part.text : '';
  return typeof text === 'string' ? text : '';
}

/** The whole text, or the one code block of it, or what stands between the outermost braces. A quote beside an answer is no answer. */
function jsonIn(said: string): unknown[] {
  const [block, ...more] = [...said.matchAll(/```(?:json)?\s*([\s\S]*?)```/g)];
  const isAlone = block !== undefined && more.length === 0 && !said.replace(block[0], '').includes('{');
  const braces = said.slice(said.indexOf('{'), said.lastIndexOf('}') + 1);
  return [said, isAlone ? (block[1] ?? '') : braces].flatMap((text) => {
    try {
      return [JSON.parse(text) as unknown];
    } catch {
      return [];
    }
  });
}

const scoresIn = (json: unknown): unknown => (typeof json === 'object' && json !== null && 'scores' in json ? json.scores : json);
