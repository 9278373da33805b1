// All projects, for the worker's regular sweeps.
import 'server-only';
import { globalDatabase } from './database';

export async function listProjectIds(): Promise<string[]> {
  const projects = await globalDatabase().project.findMany({ select: { id: true }, orderBy: { id: 'asc' } });
  return projects.map((project) => project.id);
}
