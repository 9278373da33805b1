// The stored text layer: pages by the hash of the bytes and the layout that made them, written once and never changed.
import 'server-only';
import type { PageText, TextLayer } from '@/lib/domain/text-layer';
import { Prisma } from '@/prisma/generated/client';
import type { Tx } from '@/lib/data/database';
import { withProject } from '@/lib/data/database';

/** Enough rows to save round trips, little enough text to keep one statement small. */
const BATCH_PAGES = 50;
const BATCH_CHARS = 2_000_000;

type PageRow = Prisma.DocumentPageGetPayload<object>;
type StoredWord = [start: number, end: number, x0: number, y0: number, x1: number, y1: number];

/**
 * Stores the pages of a text layer unless they are there. Each batch is its own transaction: pages that no document names yet
 * are invisible, and a second attempt adds what a first one left out.
 */
export async function storePages(projectId: string, sha256: string, layer: TextLayer): Promise<void> {
  const stored = await withProject(projectId, (tx) => countPages(tx, projectId, sha256, layer.layout));
  if (stored === layer.pages.length) return;
  for (const batch of batches(layer.pages)) {
    await withProject(projectId, (tx) =>
      tx.documentPage.createMany({ data: batch.map((page) => pageRow(projectId, sha256, layer.layout, page)), skipDuplicates: true }),
    );
  }
}

export async function countPages(tx: Tx, projectId: string, sha256: string, layout: string): Promise<number> {
  return tx.documentPage.count({ where: { projectId, sha256, layout } });
}

export async function findPage(tx: Tx, projectId: string, sha256: string, layout: string, page: number): Promise<PageText | null> {
  const row = await tx.documentPage.findUnique({ where: { projectId_sha256_layout_page: { projectId, sha256, layout, page }, projectId } });
  return row && pageText(row);
}

export async function listPages(tx: Tx, projectId: string, sha256: string, layout: string): Promise<PageText[]> {
  const rows = await tx.documentPage.findMany({ where: { projectId, sha256, layout }, orderBy: { page: 'asc' } });
  return rows.map(pageText);
}

function* batches(pages: readonly PageText[]): Generator<PageText[]> {
  let batch: PageText[] = [];
  let chars = 0;
  for (const page of pages) {
    if (batch.length >= BATCH_PAGES || chars >= BATCH_CHARS) {
      yield batch;
      [batch, chars] = [[], 0];
    }
    batch.push(page);
    chars += page.text.length + 30 * (page.words?.length ?? 0);
  }
  if (batch.length > 0) yield batch;
}

function pageRow(projectId: string, sha256: string, layout: string, page: PageText): Prisma.DocumentPageCreateManyInput {
  const words = page.words?.map(({ start, end, box }): StoredWord => [start, end, ...box]) ?? null;
  return {
    projectId,
    sha256,
    layout,
    page: page.page,
    width: page.width,
    height: page.height,
    rotation: page.rotation,
    text: page.text,
    boxes: words ?? Prisma.DbNull,
  };
}

function pageText(row: PageRow): PageText {
  const words = row.boxes as StoredWord[] | null;
  return {
    page: row.page,
    width: row.width,
    height: row.height,
    rotation: row.rotation,
    text: row.text,
    words: words?.map(([start, end, x0, y0, x1, y1]) => ({ start, end, box: [x0, y0, x1, y1] })) ?? null,
  };
}
