// Wraps a route handler of the public API: expected failures become problem documents, the rest one neutral sentence with an id.
import { randomUUID } from 'node:crypto';
import { ZodError } from 'zod';
import { ExpectedError } from '@/lib/errors';
import { log } from '@/lib/log';
import { invalidFromZod, problemResponse } from './problem';

type Params = Record<string, string | string[] | undefined>;
type Handler<P extends Params> = (request: Request, params: P) => Promise<Response>;

/** Turns `(request, params) => Response` into a Next route handler. Responses are private and never cached unless they say so. */
export function apiRoute<P extends Params = Record<string, never>>(handler: Handler<P>) {
  return async (request: Request, context: { params: Promise<P> }): Promise<Response> => {
    try {
      const response = await handler(request, await context.params);
      if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-store');
      response.headers.set('x-content-type-options', 'nosniff');
      return response;
    } catch (error) {
      return failure(error, request);
    }
  };
}

function failure(error: unknown, request: Request): Response {
  if (error instanceof ExpectedError) return problemResponse(error);
  if (error instanceof ZodError) return problemResponse(invalidFromZod(error));
  const errorId = randomUUID();
  log.error({ err: error, errorId, method: request.method, path: new URL(request.url).pathname }, 'request failed');
  return Response.json(
    {
      type: 'about:blank#internal',
      title: 'internal',
      status: 500,
      code: 'internal',
      detail: `Something failed on our side. Nothing was changed. Tell support this id: ${errorId}.`,
      error_id: errorId,
    },
    { status: 500, headers: { 'content-type': 'application/problem+json', 'cache-control': 'private, no-store' } },
  );
}
