import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { QuestionDrift } from '@/lib/domain/retrieval/retrieval-view';
import { formatDay, formatNumber, formatScore } from '@/lib/format';
import { paths } from '@/lib/paths';

/** A row a question: how much what it retrieves has changed, when, and what else changed then. */
export function QuestionTable({ project, questions }: { project: string; questions: readonly QuestionDrift[] }) {
  return (
    <div className="overflow-hidden rounded-lg border border-border bg-card">
      <Table aria-label="Questions whose retrieval changed">
        <TableHeader>
          <tr>
            <TableHead>Question</TableHead>
            <TableHead className="text-end">Runs</TableHead>
            <TableHead>Change</TableHead>
            <TableHead>On</TableHead>
            <TableHead>Passages</TableHead>
            <TableHead>What else changed then</TableHead>
          </tr>
        </TableHeader>
        <TableBody>
          {questions.map(({ digest, question, runs, detail }) => (
            <TableRow key={digest}>
              <th scope="row" className="max-w-sm px-3 py-2 text-start align-middle font-normal">
                <Link href={paths.question(project, digest)} className="line-clamp-2 text-link underline-offset-2 hover:underline">
                  <span dir="auto" className="wrap-anywhere font-medium">
                    {question}
                  </span>
                </Link>
              </th>
              <TableCell className="tabular text-end">{formatNumber(runs)}</TableCell>
              <TableCell>
                <span className="inline-flex items-center gap-2">
                  <span aria-hidden className="relative h-1.5 w-16 rounded-full bg-accent">
                    <span className="absolute inset-y-0 start-0 rounded-full bg-primary" style={{ width: `${detail.change * 100}%` }} />
                  </span>
                  <span className="tabular">{formatScore(detail.change)}</span>
                </span>
              </TableCell>
              <TableCell className="whitespace-nowrap">{formatDay(detail.changedAt)}</TableCell>
              <TableCell className="tabular whitespace-nowrap text-xs">
                {[
                  detail.gained.length > 0 ? `${detail.gained.length} gained` : '',
                  detail.lost.length > 0 ? `${detail.lost.length} lost` : '',
                  detail.reranked.length > 0 ? `${detail.reranked.length} re-ranked` : '',
                ]
                  .filter(Boolean)
                  .join(', ') || <span className="text-muted-foreground">mixed</span>}
              </TableCell>
              <TableCell>
                <AlsoChanged changes={detail.alsoChanged} />
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

export function AlsoChanged({ changes }: { changes: QuestionDrift['detail']['alsoChanged'] }) {
  if (changes.length === 0) return <span className="text-muted-foreground text-xs">nothing that the traces name</span>;
  return (
    <span className="flex flex-wrap gap-1.5">
      {changes.map(({ name, before, after }) => (
        <Badge key={name} tone="outline" className="h-auto whitespace-normal py-0.5">
          <span className="text-muted-foreground">{name}</span> <bdi>{before ?? 'none'}</bdi> → <bdi>{after ?? 'none'}</bdi>
        </Badge>
      ))}
    </span>
  );
}
