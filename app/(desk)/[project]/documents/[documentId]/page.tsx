import type { Metadata } from 'next';
import { DocumentVersions } from '@/components/document/document-versions';
import { RetractDocument } from '@/components/document/retract-document';
import { RetractionBanner } from '@/components/document/retraction-banner';
import { PlainText } from '@/components/evidence/plain-text';
import { PageHeader } from '@/components/shell/page-header';
import { requireViewer } from '@/lib/auth/viewer';
import { listDocumentVersions } from '@/lib/data/documents/document-versions';
import { can } from '@/lib/domain/policy';
import { orNotFound } from '@/app/(desk)/[project]/or-not-found';
import { retractDocumentAction } from './document-actions';

interface DocumentPageProps {
  params: Promise<{ project: string; documentId: string }>;
}

export const metadata: Metadata = { title: 'Document' };

export default async function DocumentVersionsPage({ params }: DocumentPageProps) {
  const { project, documentId } = await params;
  const viewer = await requireViewer(project);
  const id = decodeURIComponent(documentId);
  const versions = await orNotFound(listDocumentVersions(viewer, id));
  const [current] = versions;
  const open = versions.filter(({ retraction }) => retraction === null).map(({ version }) => version);
  return (
    <div className="mx-auto grid max-w-5xl grid-cols-[minmax(0,1fr)] gap-4 p-5">
      <PageHeader
        title={<PlainText text={current?.title ?? id} />}
        description={`Document ${id}. Every version is kept: decisions stand on the bytes that reviewers saw.`}
        actions={
          can(viewer, 'incident.edit') && open.length > 0 && current ? (
            <RetractDocument
              key={versions.length + open.length}
              versions={open}
              current={current.version}
              retract={retractDocumentAction.bind(null, project, id)}
            />
          ) : null
        }
      />
      {current?.retraction ? <RetractionBanner project={project} version={current.version} retraction={current.retraction} /> : null}
      <DocumentVersions project={project} versions={versions} />
    </div>
  );
}
