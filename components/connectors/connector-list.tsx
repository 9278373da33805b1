import { Share2 } from 'lucide-react';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import type { ConnectorKindView, ConnectorRow } from '@/lib/domain/connector-view';
import type { ConnectorActions, CreateConnector } from './connector-actions';
import { ConnectorCard } from './connector-card';
import { NewConnectorDialog } from './new-connector-dialog';

interface ConnectorListProps {
  connectors: ConnectorRow[];
  kinds: ConnectorKindView[];
  create: CreateConnector;
  actions: ConnectorActions;
}

export function ConnectorList({ connectors, kinds, create, actions }: ConnectorListProps) {
  if (connectors.length === 0) {
    return (
      <Card>
        <EmptyState
          icon={Share2}
          title="Reviews stay here for now"
          action={<NewConnectorDialog kinds={kinds} create={create} />}
          className="py-12"
        >
          Add a connector, and every decision from then on also appears in Langfuse, LangSmith, Phoenix, or wherever OpenTelemetry is read.
        </EmptyState>
      </Card>
    );
  }
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {connectors.map((connector) => (
        <li key={connector.connectorId}>
          <ConnectorCard connector={connector} kind={kinds.find(({ kind }) => kind === connector.kind) ?? null} actions={actions} />
        </li>
      ))}
    </ul>
  );
}
