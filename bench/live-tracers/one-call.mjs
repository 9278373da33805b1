// What each tracer's program is given, and one call of the stand-in model for those that trace by hand.
export function settings() {
  const {
    LIVE_DOOR: door,
    LIVE_KEY: key,
    LIVE_MODEL_URL: modelUrl,
    LIVE_MODEL: model,
    LIVE_QUESTION: question,
    LIVE_SESSION: session,
  } = process.env;
  return { door, key, modelUrl, model, question, session };
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
