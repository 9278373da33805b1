import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { PassageList, PassageStanding } from '@/lib/domain/pattern/passage-standing';
import { formatCount, formatNumber } from '@/lib/format';
import { paths } from '@/lib/paths';
import { ShareIntervalFigure } from './share-interval';

const LINK = 'inline-flex min-h-6 items-center text-link underline-offset-2 hover:underline';

/** A row a text or document: how often it was given to a model, how often a claim stood on it, and where to look. */
export function PassageTable({ project, list }: { project: string; list: PassageList }) {
  return (
    <div className="overflow-hidden rounded-lg border border-border bg-card">
      <Table aria-label={list.kind === 'passage' ? 'Passages' : 'Documents'}>
        <TableHeader>
          <tr>
            <TableHead>{list.kind === 'passage' ? 'Passage' : 'Document'}</TableHead>
            <TableHead className="text-end">Retrieved</TableHead>
            <TableHead>A claim stood on it</TableHead>
            <TableHead>Trouble</TableHead>
            <TableHead>Last</TableHead>
            <TableHead>
              <span className="sr-only">Go on</span>
            </TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {list.passages.map((one) => (
            <TableRow key={one.key}>
              <th scope="row" className="min-w-56 max-w-md px-3 py-2 text-start align-middle font-normal">
                <span dir="auto" className="block wrap-anywhere font-medium">
                  {nameOf(one)}
                </span>
                {list.kind === 'passage' ? (
                  <span dir="auto" title={one.preview} className="line-clamp-2 wrap-anywhere text-muted-foreground text-xs">
                    {one.preview}
                  </span>
                ) : null}
              </th>
              <TableCell className="text-end">
                <Link
                  href={paths.runs(project, runsOf(one))}
                  className={`${LINK} tabular`}
                  aria-label={`${formatCount(one.retrieved, 'run')} that retrieved ${nameOf(one)}`}
                >
                  {formatNumber(one.retrieved)}
                </Link>
              </TableCell>
              <TableCell>
                <ShareIntervalFigure interval={one.share} hits={one.supported} count={one.retrieved} mark={list.average?.share} />
              </TableCell>
              <TableCell className="whitespace-nowrap">
                <span className="flex gap-1.5">
                  {one.contradicted > 0 ? <Badge tone="danger">contradicted {formatNumber(one.contradicted)}</Badge> : null}
                  {one.conflicting > 0 ? <Badge tone="warning">in conflict {formatNumber(one.conflicting)}</Badge> : null}
                  {one.contradicted + one.conflicting === 0 ? <span className="text-muted-foreground text-xs">none</span> : null}
                </span>
              </TableCell>
              <TableCell className="tabular whitespace-nowrap text-muted-foreground text-xs">{one.lastDay}</TableCell>
              <TableCell className="whitespace-nowrap text-xs">
                <span className="flex gap-3">
                  <Link
                    href={`${paths.run(project, one.lastRunId, { tab: 'context', passage: String(one.lastOrdinal) })}#passage-${one.lastOrdinal}`}
                    className={LINK}
                    aria-label={`${nameOf(one)} in its last run`}
                  >
                    In its last run
                  </Link>
                  {one.documentId ? (
                    <a
                      href={contentOf(one.documentId, one.page, project)}
                      target="_blank"
                      rel="noreferrer"
                      className={LINK}
                      aria-label={`Open ${one.documentId}`}
                    >
                      Document{one.page ? `, page ${one.page}` : ''}
                    </a>
                  ) : null}
                </span>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

function nameOf({ documentId, passageId, page, kind, key }: PassageStanding): string {
  if (kind === 'document') return documentId ?? key;
  const place = page === null ? '' : `, page ${page}`;
  if (documentId) return `${documentId}${place}${passageId && passageId !== documentId ? ` · ${passageId}` : ''}`;
  return passageId ?? `Text ${key.slice(0, 8)}`;
}

function runsOf({ kind, key, documentId }: PassageStanding): Record<string, string> {
  return kind === 'document' && documentId ? { document_id: documentId } : { passage: key };
}

/** The bytes as they are; viewers of PDF open the page that stands behind the `#`. */
function contentOf(documentId: string, page: number | null, project: string): string {
  return `/api/v1/documents/${encodeURIComponent(documentId)}/content?project=${encodeURIComponent(project)}${page ? `#page=${page}` : ''}`;
}
