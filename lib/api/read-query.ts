// Reads the query of a request: unknown parameters are refused, so that a misspelt filter never means "everything".
import type { z } from 'zod';
import { invalidFromZod } from './problem';

/** `project` is left out: it says whose session acts (lib/auth/api-actor.ts). A repeated parameter is given as a list. */
export function readQuery<S extends z.ZodType>(request: Request, schema: S): z.infer<S> {
  const { searchParams } = new URL(request.url);
  const names = [...new Set(searchParams.keys())].filter((name) => name !== 'project');
  const query = names.map((name) => {
    const values = searchParams.getAll(name);
    return [name, values.length > 1 ? values : values[0]] as const;
  });
  const parsed = schema.safeParse(Object.fromEntries(query));
  if (!parsed.success) throw invalidFromZod(parsed.error);
  return parsed.data;
}
