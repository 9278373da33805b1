// @lmnr-ai/lmnr with its instrumentation of openai.
import { Laminar, observe } from '@lmnr-ai/lmnr';
import OpenAI from 'openai';
import { askTraced, settings } from '../one-call.mjs';

const { door, key, question, session, modelUrl, name } = settings();
const { protocol, hostname, port } = new URL(door);
Laminar.initialize({
  projectApiKey: key,
  baseUrl: `${protocol}//${hostname}`,
  httpPort: Number(port),
  forceHttp: true,
  instrumentModules: { openAI: OpenAI },
  logLevel: 'warn',
});
const openai = new OpenAI({ apiKey: 'none', baseURL: modelUrl });
const tool = (toolName, args, work) => observe({ name: toolName, spanType: 'TOOL' }, work, args);
await observe({ name, sessionId: session }, (_question) => askTraced(openai, tool), question);
await Laminar.shutdown();
