import { ndjsonStream } from '@/lib/api/ndjson-stream';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { streamEvalCases } from '@/lib/data/evals/eval-cases';
import { evalCaseQuerySchema } from '@/lib/domain/eval/eval-set';

/** The file behind the download links: a link cannot ask for NDJSON by a header, so it has an address of its own. */
export const GET = apiRoute<{ project: string; set: string }>(async (request, { project, set }) => {
  const asked = new Headers(request.headers);
  asked.set('x-countersign-project', project);
  const actor = await requireApiActor(new Request(request.url, { headers: asked }), 'eval.read');
  const query = evalCaseQuerySchema.parse(Object.fromEntries(new URL(request.url).searchParams));
  return ndjsonStream(await streamEvalCases(actor, set, query), `${set}${query.version === undefined ? '' : `-v${query.version}`}.jsonl`);
});
