// langfuse 3: event batches.
import { Langfuse } from 'langfuse';
import { ask, settings } from '../one-call.mjs';

const { door, key, question, session, name } = settings();
const langfuse = new Langfuse({ publicKey: 'pk-live', secretKey: key, baseUrl: door });
langfuse.on('error', (error) => console.error(error));
langfuse.on('warning', (warning) => console.warn(warning));
const trace = langfuse.trace({ name, sessionId: session, input: { question } });
const span = trace.span({ name: 'pipeline', input: question });
const generation = span.generation({ name: 'answer', input: [{ role: 'user', content: question }] });
const { answer, model, usage } = await ask(question);
generation.end({
  model,
  output: { role: 'assistant', content: answer },
  usage: { input: usage.prompt_tokens, output: usage.completion_tokens, total: usage.total_tokens },
});
span.end({ output: answer });
trace.update({ output: answer });
trace.score({ name: 'correctness', value: 1 });
await langfuse.shutdownAsync();
