// @traceloop/node-server-sdk with its instrumentation of openai.
import * as traceloop from '@traceloop/node-server-sdk';
import OpenAI from 'openai';
import { askTraced, settings } from '../one-call.mjs';

const { door, key, session, modelUrl, name } = settings();
traceloop.initialize({
  appName: 'live',
  apiKey: key,
  baseUrl: door,
  disableBatch: true,
  silenceInitializationMessage: true,
  instrumentModules: { openAI: OpenAI },
});
const openai = new OpenAI({ apiKey: 'none', baseURL: modelUrl });
const tool = (toolName, args, work) => traceloop.withTool({ name: toolName }, work, args);
await traceloop.withAssociationProperties({ session_id: session }, () => traceloop.withWorkflow({ name }, () => askTraced(openai, tool)));
await traceloop.forceFlush();
