import { openApi } from '@/lib/api/openapi';

/** Public: it says what any reader of the source knows. */
export function GET(): Response {
  return Response.json(openApi(), { headers: { 'cache-control': 'no-store' } });
}
