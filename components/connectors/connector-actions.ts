import type { ActionOutcome } from '@/components/people/action-outcome';
import type { ConnectorTest } from '@/lib/domain/connector-view';

/** What a form for a connector gives. `secret` is null where the stored one stays. */
export interface ConnectorFields {
  name: string;
  settings: { [name: string]: string | boolean };
  secret: string | null;
}

export type CreateConnector = (kind: string, fields: ConnectorFields) => Promise<ActionOutcome>;

export interface ConnectorActions {
  change: (connectorId: string, fields: ConnectorFields) => Promise<ActionOutcome>;
  test: (connectorId: string) => Promise<ActionOutcome<ConnectorTest>>;
  switchTo: (connectorId: string, isEnabled: boolean) => Promise<ActionOutcome>;
  resend: (connectorId: string) => Promise<ActionOutcome<number>>;
  remove: (connectorId: string) => Promise<ActionOutcome>;
}
