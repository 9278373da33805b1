// What each tracer's program is given, and one call of the stand-in model for those that trace by hand.
import { openaiCases } from './openai-cases.mjs';

export function settings() {
  const {
    LIVE_DOOR: door,
    LIVE_KEY: key,
    LIVE_MODEL_URL: modelUrl,
    LIVE_MODEL: model,
    LIVE_QUESTION: question,
    LIVE_SESSION: session,
    LIVE_NAME: name,
    LIVE_CASE: caseName,
  } = process.env;
  return { door, key, modelUrl, model, question, session, name, caseName };
}

/** The case that this program was started for, with a client that is traced and, where the tracer has one, its way to trace a tool. */
export function askTraced(openai, tool) {
  const { caseName, model, question } = settings();
  return openaiCases[caseName]({ openai, tool, model, messages: [{ role: 'user', content: question }] });
}

export async function ask(question) {
  const { modelUrl, model } = settings();
  const response = await fetch(`${modelUrl}/chat/completions`, {
    method: 'POST',
    body: JSON.stringify({ model, messages: [{ role: 'user', content: question }] }),
  });
  const { choices, usage, model: answered } = await response.json();
  return { answer: choices[0].message.content, usage, model: answered };
}
