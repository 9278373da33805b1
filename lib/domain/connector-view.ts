// Connectors as their page shows them.

/** A setting as a form shows it. */
export interface SettingField {
  name: string;
  label: string;
  hint: string;
  kind: 'url' | 'text' | 'choice' | 'switch';
  options?: { value: string; label: string }[];
  initial: string | boolean;
  isRequired: boolean;
}

export interface SecretField {
  label: string;
  hint: string;
  isRequired: boolean;
  /** Several lines, as headers have. */
  isLong: boolean;
}

/** A kind of connector as the form for a new one shows it. */
export interface ConnectorKindView {
  kind: string;
  title: string;
  about: string;
  fields: readonly SettingField[];
  secret: SecretField;
}

/** What a connector is doing, worked out from its row and its deliveries. */
export type ConnectorState = 'off' | 'failing' | 'working' | 'new';

export interface ConnectorRow {
  connectorId: string;
  kind: string;
  kindTitle: string;
  name: string;
  /** Everything but the credential. */
  settings: { [name: string]: string | boolean };
  hasSecret: boolean;
  isEnabled: boolean;
  state: ConnectorState;
  lastOkAt: string | null;
  lastError: string | null;
  lastErrorAt: string | null;
  /** When it is tried again after a failure; null when nothing holds it back. */
  pausedUntil: string | null;
  waiting: number;
  oldestWaitingAt: string | null;
  sent: number;
  givenUp: number;
  notApplicable: number;
}

/** A decision that did not arrive somewhere and will not by itself. */
export interface UndeliveredRow {
  connectorId: string;
  connectorName: string;
  outboxId: string;
  runId: string;
  state: 'given_up' | 'not_applicable';
  reason: string;
  attempts: number;
  endedAt: string;
}

/** What came back from a test, call by call. */
export interface ConnectorTest {
  isOk: boolean;
  calls: { what: string; to: string; isOk: boolean; said: string; durationMs: number }[];
}

export interface ConnectorStanding {
  isEnabled: boolean;
  lastOkAt: Date | null;
  lastErrorAt: Date | null;
}

/** Failing when the last thing that happened was a failure. */
export function connectorState({ isEnabled, lastOkAt, lastErrorAt }: ConnectorStanding): ConnectorState {
  if (!isEnabled) return 'off';
  if (lastErrorAt !== null && (lastOkAt === null || lastErrorAt > lastOkAt)) return 'failing';
  return lastOkAt === null ? 'new' : 'working';
}
