import { ndjsonStream } from '@/lib/api/ndjson-stream';
import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { listEvalCases, streamEvalCases } from '@/lib/data/evals/eval-cases';
import { evalCaseResponse } from '@/lib/domain/eval/eval-response';
import { evalCaseQuerySchema } from '@/lib/domain/eval/eval-set';

/** A page as JSON; with `Accept: application/x-ndjson` all cases, one a line, of a version exactly the bytes that were hashed. */
export const GET = apiRoute<{ name: string }>(async (request, { name }) => {
  const actor = await requireApiActor(request, 'eval.read');
  const query = readQuery(request, evalCaseQuerySchema);
  if (/\bapplication\/(x-ndjson|jsonl)\b/.test(request.headers.get('accept') ?? '')) {
    const file = `${name}${query.version === undefined ? '' : `-v${query.version}`}.jsonl`;
    return ndjsonStream(await streamEvalCases(actor, name, query), file);
  }
  const { cases, nextCursor } = await listEvalCases(actor, name, query);
  return Response.json({ cases: cases.map(evalCaseResponse), next_cursor: nextCursor });
});
