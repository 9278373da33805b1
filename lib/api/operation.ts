// One operation of the public API, as it is published: the handler's own schemas beside its address.
import type { z } from 'zod';
import type { PermissionName } from '@/lib/domain/policy';

export interface Operation {
  method: 'get' | 'post' | 'put' | 'patch';
  /** With `{parameters}`. */
  path: string;
  tag:
    | 'Runs'
    | 'Incidents'
    | 'Documents'
    | 'Review'
    | 'Checks'
    | 'Insights'
    | 'Eval sets'
    | 'Trail'
    | 'Traces'
    | 'Privacy'
    | 'Verifier'
    | 'Health';
  summary: string;
  description?: string;
  /** Null: needs no key. */
  permission: PermissionName | null;
  query?: z.ZodType;
  /** The body, by media type; a string describes what is no JSON. */
  body?: { [mediaType: string]: z.ZodType | string };
  /** Answers by status; a string describes what is no JSON. */
  answers: { [status: string]: { description: string; schema?: z.ZodType; mediaType?: string } };
  /** Needs the header `Idempotency-Key`. */
  isIdempotent?: boolean;
}

export const json = (schema: z.ZodType): { [mediaType: string]: z.ZodType } => ({ 'application/json': schema });
