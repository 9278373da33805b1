// @traceloop/node-server-sdk with its instrumentation of openai.
import * as traceloop from '@traceloop/node-server-sdk';
import OpenAI from 'openai';
import { settings } from '../one-call.mjs';

const { door, key, question, session, modelUrl, model } = settings();
traceloop.initialize({
  appName: 'live',
  apiKey: key,
  baseUrl: door,
  disableBatch: true,
  silenceInitializationMessage: true,
  instrumentModules: { openAI: OpenAI },
});
const openai = new OpenAI({ apiKey: 'none', baseURL: modelUrl });
await traceloop.withAssociationProperties({ session_id: session }, () =>
  traceloop.withWorkflow(
    { name: 'live traceloop' },
    async () =>
      (await openai.chat.completions.create({ model, messages: [{ role: 'user', content: question }] })).choices[0].message.content,
  ),
);
await traceloop.forceFlush();
