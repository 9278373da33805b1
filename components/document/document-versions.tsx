import Link from 'next/link';
import { PlainText } from '@/components/evidence/plain-text';
import { Badge } from '@/components/ui/badge';
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from '@/components/ui/table';
import type { DocumentVersion } from '@/lib/domain/document';
import { formatMinute } from '@/lib/format';
import { paths } from '@/lib/paths';
import { contentUrl, documentSource } from './document-source';

/** The versions of a document, the newest first, with what became of each. */
export function DocumentVersions({ project, versions }: { project: string; versions: readonly DocumentVersion[] }) {
  return (
    <Table aria-label="Versions">
      <TableHeader>
        <TableRow>
          <TableHead className="pl-0">Version</TableHead>
          <TableHead>State</TableHead>
          <TableHead>Added</TableHead>
          <TableHead className="text-right">Pages</TableHead>
          <TableHead>SHA-256</TableHead>
          <TableHead>
            <span className="sr-only">Original</span>
          </TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {versions.map((document, at) => (
          <TableRow key={document.version}>
            <TableCell className="tabular pl-0 font-medium">{document.version}</TableCell>
            <TableCell className="max-w-96">
              {document.retraction ? (
                <span className="flex min-w-0 items-center gap-2">
                  <Badge tone="danger">
                    {document.retraction.how === 'corrected' ? `Corrected by ${document.retraction.replacedBy}` : 'Retracted'}
                  </Badge>
                  <Link
                    href={paths.incident(project, document.retraction.incidentId)}
                    title={document.retraction.reason}
                    className="min-w-0 truncate text-link hover:underline"
                  >
                    <PlainText text={document.retraction.reason} className="whitespace-nowrap" />
                  </Link>
                </span>
              ) : at === 0 ? (
                <Badge tone="success">Current</Badge>
              ) : (
                <Badge tone="neutral">Earlier</Badge>
              )}
            </TableCell>
            <TableCell className="tabular whitespace-nowrap text-muted-foreground">{formatMinute(document.createdAt)}</TableCell>
            <TableCell className="tabular text-right">{document.pageCount}</TableCell>
            <TableCell className="font-mono text-muted-foreground text-xs" title={document.sha256}>
              {document.sha256.slice(0, 12)}
            </TableCell>
            <TableCell className="text-right">
              <a href={contentUrl(documentSource(project, document), true)} download className="text-link hover:underline">
                Download
              </a>
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
