import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ConnectorList } from '@/components/connectors/connector-list';
import { NewConnectorDialog } from '@/components/connectors/new-connector-dialog';
import { UndeliveredTable } from '@/components/connectors/undelivered-table';
import { PageHeader } from '@/components/shell/page-header';
import { requireViewer } from '@/lib/auth/viewer';
import { CONNECTORS } from '@/lib/connectors/registry';
import { listConnectors, listUndelivered } from '@/lib/data/outside/connector-list';
import { can } from '@/lib/domain/policy';
import { paths } from '@/lib/paths';
import * as actions from './connector-actions';

export const metadata: Metadata = { title: 'Connectors' };

const KINDS = CONNECTORS.map(({ kind, title, about, fields, secret }) => ({ kind, title, about, fields, secret }));

export default async function ConnectorsPage({ params }: { params: Promise<{ project: string }> }) {
  const viewer = await requireViewer((await params).project);
  if (!can(viewer, 'connector.read')) notFound();
  const slug = viewer.projectSlug;
  const [connectors, undelivered] = await Promise.all([listConnectors(viewer), listUndelivered(viewer)]);
  const create = actions.createConnectorAction.bind(null, slug);
  return (
    <>
      <PageHeader
        title="Connectors"
        description="Reviews are sent back to the tools that you trace with: each decision, its verdicts and the corrected output."
        actions={connectors.length > 0 ? <NewConnectorDialog kinds={KINDS} create={create} /> : null}
      />
      <ConnectorList
        connectors={connectors}
        kinds={KINDS}
        create={create}
        actions={{
          change: actions.changeConnectorAction.bind(null, slug),
          test: actions.testConnectorAction.bind(null, slug),
          switchTo: actions.switchConnectorAction.bind(null, slug),
          resend: actions.resendGivenUpAction.bind(null, slug),
          remove: actions.deleteConnectorAction.bind(null, slug),
        }}
      />
      <UndeliveredTable rows={undelivered.map((row) => ({ ...row, href: paths.run(slug, row.runId) }))} />
    </>
  );
}
