// weave with its wrapper of openai, set up by the environment.
import OpenAI from 'openai';
import { settings, askTraced } from '../one-call.mjs';

const { door, key, question, modelUrl, name } = settings();
Object.assign(process.env, { WF_TRACE_SERVER_URL: door, WANDB_BASE_URL: door, WANDB_API_KEY: key, WEAVE_PRINT_CALL_LINK: 'false' });
const weave = await import('weave');
const client = await weave.init('countersign/live');
const openai = weave.wrapOpenAI(new OpenAI({ apiKey: 'none', baseURL: modelUrl }));
const tool = (toolName, args, work) => weave.op(work, { name: toolName })(args);
await weave.op((_question) => askTraced(openai, tool), { name })(question);
await client.waitForBatchProcessing();
