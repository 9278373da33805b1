import { z } from 'zod';
import { readJson } from '@/lib/api/read-json';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { publishEvalVersion } from '@/lib/data/evals/eval-publish';
import { listEvalVersions } from '@/lib/data/evals/eval-sets';
import { evalVersionResponse } from '@/lib/domain/eval/eval-response';

export const GET = apiRoute<{ name: string }>(async (request, { name }) => {
  const actor = await requireApiActor(request, 'eval.read');
  return Response.json({ versions: (await listEvalVersions(actor, name)).map(evalVersionResponse) });
});

/** Publishes the approved cases as the next version. */
export const POST = apiRoute<{ name: string }>(async (request, { name }) => {
  const actor = await requireApiActor(request, 'eval.approve');
  const version = await publishEvalVersion(actor, name, await readJson(request, z.unknown()));
  return Response.json(evalVersionResponse(version), { status: 201 });
});
