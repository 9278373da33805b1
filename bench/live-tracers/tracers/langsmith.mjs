// langsmith with its wrapper of openai.
import { Client } from 'langsmith';
import { traceable } from 'langsmith/traceable';
import { wrapOpenAI } from 'langsmith/wrappers';
import OpenAI from 'openai';
import { settings } from '../one-call.mjs';

const { door, key, question, session, modelUrl, model } = settings();
const client = new Client({ apiUrl: door, apiKey: key });
const openai = wrapOpenAI(new OpenAI({ apiKey: 'none', baseURL: modelUrl }), { client, tracingEnabled: true });
const run = traceable(
  async (input) =>
    (await openai.chat.completions.create({ model, messages: [{ role: 'user', content: input }] })).choices[0].message.content,
  { name: 'live langsmith', client, tracingEnabled: true, metadata: { session_id: session } },
);
await run(question);
await client.awaitPendingTraceBatches();
