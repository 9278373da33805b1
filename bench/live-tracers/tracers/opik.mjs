// opik with opik-openai around the client of openai.
import OpenAI from 'openai';
import { Opik } from 'opik';
import { trackOpenAI } from 'opik-openai';
import { askTraced, settings } from '../one-call.mjs';

const { door, key, question, session, modelUrl, name } = settings();
const client = new Opik({ apiKey: key, apiUrl: `${door}/api`, projectName: 'live', workspaceName: 'default' });
const trace = client.trace({ name, input: { question }, threadId: session });
const openai = trackOpenAI(new OpenAI({ apiKey: 'none', baseURL: modelUrl }), { parent: trace, client });
const answer = await askTraced(openai, tool);
trace.update({ output: { answer } });
trace.end();
await client.flush();

async function tool(toolName, args, work) {
  const span = trace.span({ name: toolName, type: 'tool', input: args });
  try {
    const result = await work(args);
    span.update({ output: result });
    return result;
  } catch (error) {
    span.update({ errorInfo: { exceptionType: error.name, message: error.message, traceback: error.stack } });
    throw error;
  } finally {
    span.end();
  }
}
