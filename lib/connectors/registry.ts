// Connector kind → connector. A new receiver is one file, one test and one line here.
import type { Connector } from './connector';
import { langfuse } from './langfuse';
import { langsmith } from './langsmith';
import { otlp } from './otlp';
import { phoenix } from './phoenix';

export const CONNECTORS: readonly Connector[] = [otlp, langfuse, langsmith, phoenix];

/** Undefined for a kind that this version does not have. */
export function connectorOf(kind: string): Connector | undefined {
  return CONNECTORS.find((connector) => connector.kind === kind);
}
