// What the door reads out of an OTLP request, the same for protobuf and JSON: the material of every span convention.
import type { Json } from '@/lib/domain/run/run';

export interface Attributes {
  [key: string]: Json;
}

/** Who sent a span: shared by reference between the spans of one scope. */
export interface OtlpOrigin {
  resource: Attributes;
  scopeName: string;
  scopeVersion: string;
  scope: Attributes;
}

export interface OtlpEvent {
  name: string;
  timeNs: bigint | null;
  attributes: Attributes;
  droppedAttributes: number;
}
export interface OtlpLink {
  traceId: string;
  spanId: string;
  attributes: Attributes;
}

export interface OtlpSpan {
  origin: OtlpOrigin;
  /** 32 and 16 lower-case hex digits, never all zero. */
  traceId: string;
  spanId: string;
  parentSpanId: string | null;
  /** The sender says that the parent is in another process. */
  isParentRemote?: boolean;
  name: string;
  /** 0 unspecified, 1 internal, 2 server, 3 client, 4 producer, 5 consumer. */
  kind: number;
  startNs: bigint | null;
  endNs: bigint | null;
  attributes: Attributes;
  droppedAttributes: number;
  events: OtlpEvent[];
  droppedEvents: number;
  links: OtlpLink[];
  droppedLinks: number;
  /** 0 unset, 1 ok, 2 error. */
  statusCode: number;
  statusMessage: string;
  traceState: string;
  /** What the reader had to change: bytes that are not UTF-8, a time beyond 2262. One sentence each. */
  losses: string[];
}

export interface OtlpLog {
  origin: OtlpOrigin;
  timeNs: bigint | null;
  severityNumber: number;
  severityText: string;
  eventName: string;
  body: Json;
  attributes: Attributes;
  droppedAttributes: number;
  traceId: string | null;
  spanId: string | null;
  losses: string[];
}
