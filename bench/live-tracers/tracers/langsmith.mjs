// langsmith with its wrapper of openai.
import { Client } from 'langsmith';
import { traceable } from 'langsmith/traceable';
import { wrapOpenAI } from 'langsmith/wrappers';
import OpenAI from 'openai';
import { askTraced, settings } from '../one-call.mjs';

const { door, key, question, session, modelUrl, name } = settings();
const client = new Client({ apiUrl: door, apiKey: key });
const traced = { client, tracingEnabled: true };
const openai = wrapOpenAI(new OpenAI({ apiKey: 'none', baseURL: modelUrl }), traced);
const tool = (toolName, args, work) => traceable(work, { name: toolName, run_type: 'tool', ...traced })(args);
await traceable((_question) => askTraced(openai, tool), { name, metadata: { session_id: session }, ...traced })(question);
await client.awaitPendingTraceBatches();
