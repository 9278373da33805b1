import { z } from 'zod';
import { readQuery } from '@/lib/api/read-query';
import { apiRoute } from '@/lib/api/route';
import { requireApiActor } from '@/lib/auth/api-actor';
import { getTrailProof } from '@/lib/data/trail/trail-proof';

const proofQuerySchema = z.strictObject({ index: z.string().regex(/^(0|[1-9]\d{0,17})$/, 'must be the index of an entry') });

export const GET = apiRoute(async (request) => {
  const actor = await requireApiActor(request, 'trail.read');
  const { index } = readQuery(request, proofQuerySchema);
  const proof = await getTrailProof(actor, BigInt(index));
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'content-disposition': `attachment; filename="${index}.tlog-proof"` };
  return new Response(proof, { headers });
});
