// Saved views: a name for a query of a list. Own ones, and those that others share with the project.
import 'server-only';
import { z } from 'zod';
import { newId } from '@/lib/domain/new-id';
import { type Actor, can } from '@/lib/domain/policy';
import { conflict, forbidden, invalid, notFound } from '@/lib/errors';
import { withProject } from '@/lib/data/database';
import { redactValue } from '@/lib/data/privacy/redactor';

export const SAVED_VIEW_PLACES = ['queue', 'runs'] as const;
export type SavedViewPlace = (typeof SAVED_VIEW_PLACES)[number];

export interface SavedView {
  viewId: string;
  name: string;
  /** The query part of the address, without the question mark. */
  query: string;
  isShared: boolean;
  isOwn: boolean;
}

const MAX_VIEWS = 100;

export const newViewSchema = z.strictObject({
  place: z.enum(SAVED_VIEW_PLACES),
  name: z.string().trim().min(1, 'Give the view a name.').max(80, 'The name is longer than 80 characters.'),
  query: z.string().max(4000, 'The query is too long to be saved.'),
  isShared: z.boolean().default(false),
});

/** Own and shared views of one list, by name. */
export async function listViews(actor: Actor, place: SavedViewPlace): Promise<SavedView[]> {
  const { userId, projectId } = actor;
  if (userId === null) return [];
  const rows = await withProject(projectId, (tx) =>
    tx.savedView.findMany({
      where: { projectId, place, OR: [{ userId }, { isShared: true }] },
      orderBy: [{ name: 'asc' }, { viewId: 'asc' }],
      take: MAX_VIEWS * 2,
    }),
  );
  return rows.map((row) => ({
    viewId: row.viewId,
    name: row.name,
    query: row.query,
    isShared: row.isShared,
    isOwn: row.userId === userId,
  }));
}

/** Throws `invalid` for a name without letters, a conflict for one that the person has used or when there are too many. */
export async function createView(actor: Actor, input: unknown): Promise<string> {
  const { userId, projectId } = actor;
  if (userId === null) throw forbidden('save views');
  const parsed = newViewSchema.safeParse(input);
  if (!parsed.success)
    throw invalid(
      parsed.error.issues[0]?.message ?? 'This view cannot be saved.',
      parsed.error.issues.map(({ path, message }) => ({ path: `/${path.join('/')}`, detail: message })),
    );
  const { place, isShared } = parsed.data;
  const name = await redactValue(projectId, 'title', parsed.data.name);
  const query = await redactQuery(projectId, parsed.data.query);
  return withProject(projectId, async (tx) => {
    const own = await tx.savedView.findMany({ where: { projectId, userId, place }, select: { name: true } });
    if (own.some((view) => view.name === name))
      throw conflict('name_taken', `You have a view called “${name}” already. Choose another name.`);
    if (own.length >= MAX_VIEWS) throw conflict('too_many_views', `You have ${MAX_VIEWS} views already. Remove one first.`);
    const viewId = newId();
    await tx.savedView.create({ data: { projectId, viewId, userId, place, name, query, isShared, createdAt: new Date() } });
    return viewId;
  });
}

/** What was searched for and filtered by. Where the rules take it out it stands in no run either, as it was written. */
async function redactQuery(projectId: string, query: string): Promise<string> {
  const params = [...new URLSearchParams(query)];
  const safe = await redactValue(
    projectId,
    'query',
    params.map(([, value]) => value),
  );
  if (safe.every((value, index) => value === params[index]?.[1])) return query;
  return new URLSearchParams(params.map(([name], index) => [name, safe[index] ?? ''])).toString();
}

/** Own views; shared ones of others too for whoever may edit queues. */
export async function removeView(actor: Actor, viewId: string): Promise<void> {
  const { userId, projectId } = actor;
  if (userId === null || !z.uuid().safeParse(viewId).success) throw notFound('view');
  const owner = can(actor, 'queue.edit') ? { OR: [{ userId }, { isShared: true }] } : { userId };
  const { count } = await withProject(projectId, (tx) => tx.savedView.deleteMany({ where: { projectId, viewId, ...owner } }));
  if (count === 0) throw notFound('view');
}
