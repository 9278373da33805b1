// OTLP trace and log requests in JSON: the same shapes as protobuf gives, out of text that nobody vouches for.
import { ExpectedError } from '@/lib/errors';
import type { Json } from '@/lib/domain/run/run';
import type { OtlpEvent, OtlpLink, OtlpLog, OtlpOrigin, OtlpSpan } from '@/lib/sources/otlp-span';
import { DecodeBudget, ItemError, MAX_EVENTS, MAX_LINKS, Rejections } from './decode-budget';
import { parseJsonText } from './json-text';
import { checkedId, newLog, isParentRemote, newSpan, optionalId, parentOf } from './otlp-identity';
import { JsonValueReader, countOf, enumOf, idOf, isObject, listOf, member, textOf, timeOf } from './otlp-json-value';
import type { JsonObject } from './otlp-json-value';
import type { Decoded } from './otlp-protobuf';

/** An AnyValue takes four levels of JSON for each level of its own; the request around it takes ten. */
const MAX_REQUEST_DEPTH = 160;
const SPAN_KINDS = [
  'SPAN_KIND_UNSPECIFIED',
  'SPAN_KIND_INTERNAL',
  'SPAN_KIND_SERVER',
  'SPAN_KIND_CLIENT',
  'SPAN_KIND_PRODUCER',
  'SPAN_KIND_CONSUMER',
];
const STATUS_CODES = ['STATUS_CODE_UNSET', 'STATUS_CODE_OK', 'STATUS_CODE_ERROR'];

/** Throws 400 when the request as a whole cannot be read; a broken span is left out alone. */
export function decodeTracesJson(bytes: Buffer): Decoded<OtlpSpan> {
  return decode(bytes, ['resourceSpans', 'scopeSpans', 'spans'], 'span', spanOf);
}

/** The same for log records. */
export function decodeLogsJson(bytes: Buffer): Decoded<OtlpLog> {
  return decode(bytes, ['resourceLogs', 'scopeLogs', 'logRecords'], 'log record', logOf);
}

type ReadItem<T> = (item: JsonObject, origin: OtlpOrigin, reader: JsonValueReader, budget: DecodeBudget) => T;

function decode<T>(bytes: Buffer, [resources, scopes, items]: [string, string, string], noun: string, read: ReadItem<T>): Decoded<T> {
  const budget = new DecodeBudget();
  const reader = new JsonValueReader(budget);
  const decoded: Decoded<T> = { items: [], rejected: new Rejections() };
  let tooDeep = 0;
  const request = parseJsonText(bytes, MAX_REQUEST_DEPTH, () => {
    tooDeep += 1;
  }) as Json;
  if (!isObject(request)) throw malformed('must be a JSON object');
  for (const ofResource of envelope(request, resources)) {
    const resource = member(ofResource, 'resource');
    const attributes = isObject(resource) ? envelopeAttributes(resource, reader) : {};
    for (const ofScope of envelope(ofResource, scopes)) {
      const origin = originOf(attributes, member(ofScope, 'scope'), reader);
      for (const item of envelope(ofScope, items)) {
        budget.spendItem();
        reader.restart();
        try {
          decoded.items.push(read(item, origin, reader, budget));
        } catch (error) {
          if (!(error instanceof ItemError)) throw error;
          decoded.rejected.add(`${noun}: ${error.message}`);
        }
      }
    }
  }
  // A value that deep makes its item be left out; where none was, what is too deep stands around the items or beside their fields.
  if (tooDeep > 0 && decoded.rejected.count === 0) throw malformed(`is nested deeper than ${MAX_REQUEST_DEPTH} levels`);
  return decoded;
}

/** The lists around the items: what is wrong there cannot be pinned on one item. */
function envelope(object: JsonObject, name: string): JsonObject[] {
  const list = member(object, name) ?? [];
  if (!Array.isArray(list)) throw malformed(`must have a list in ${name}`);
  return list.map((entry, index) => {
    if (!isObject(entry)) throw malformed(`must have an object in ${name}[${index}]`);
    return entry;
  });
}

function originOf(resource: OtlpOrigin['resource'], scope: Json | undefined, reader: JsonValueReader): OtlpOrigin {
  if (!isObject(scope)) return { resource, scopeName: '', scopeVersion: '', scope: {} };
  const name = member(scope, 'name');
  const version = member(scope, 'version');
  return {
    resource,
    scopeName: typeof name === 'string' ? name : '',
    scopeVersion: typeof version === 'string' ? version : '',
    scope: envelopeAttributes(scope, reader),
  };
}

function envelopeAttributes(object: JsonObject, reader: JsonValueReader): OtlpOrigin['resource'] {
  reader.restart();
  try {
    return reader.attributes(listOf(object, 'attributes'));
  } catch (error) {
    if (error instanceof ItemError) throw malformed(`has a resource or scope that cannot be read: ${error.message}`);
    throw error;
  }
}

function spanOf(item: JsonObject, origin: OtlpOrigin, reader: JsonValueReader, budget: DecodeBudget): OtlpSpan {
  const span = newSpan(origin);
  span.traceId = checkedId(idOf(item, 'traceId', 32), 32, 'trace id');
  span.spanId = checkedId(idOf(item, 'spanId', 16), 16, 'span id');
  span.parentSpanId = parentOf(idOf(item, 'parentSpanId', 16), span.losses);
  span.name = textOf(item, 'name');
  span.kind = enumOf(item, 'kind', SPAN_KINDS);
  span.startNs = timeOf(item, 'startTimeUnixNano', span.losses);
  span.endNs = timeOf(item, 'endTimeUnixNano', span.losses);
  span.traceState = textOf(item, 'traceState');
  span.attributes = reader.attributes(listOf(item, 'attributes'));
  span.droppedAttributes = countOf(item, 'droppedAttributesCount');
  span.events = listOf(item, 'events', MAX_EVENTS).map((event) => eventOf(event, reader, budget, span.losses));
  span.droppedEvents = countOf(item, 'droppedEventsCount');
  span.links = listOf(item, 'links', MAX_LINKS).map((link) => linkOf(link, reader, budget));
  span.droppedLinks = countOf(item, 'droppedLinksCount');
  if (isParentRemote(countOf(item, 'flags'))) span.isParentRemote = true;
  const status = member(item, 'status');
  if (isObject(status)) {
    span.statusCode = enumOf(status, 'code', STATUS_CODES);
    span.statusMessage = textOf(status, 'message');
  }
  return span;
}

function eventOf(event: Json, reader: JsonValueReader, budget: DecodeBudget, losses: string[]): OtlpEvent {
  if (!isObject(event)) throw new ItemError('an event must be an object');
  budget.spendValue();
  return {
    name: textOf(event, 'name'),
    timeNs: timeOf(event, 'timeUnixNano', losses),
    attributes: reader.attributes(listOf(event, 'attributes')),
    droppedAttributes: countOf(event, 'droppedAttributesCount'),
  };
}

function linkOf(link: Json, reader: JsonValueReader, budget: DecodeBudget): OtlpLink {
  if (!isObject(link)) throw new ItemError('a link must be an object');
  budget.spendValue();
  return {
    traceId: idOf(link, 'traceId', 32),
    spanId: idOf(link, 'spanId', 16),
    attributes: reader.attributes(listOf(link, 'attributes')),
  };
}

function logOf(item: JsonObject, origin: OtlpOrigin, reader: JsonValueReader): OtlpLog {
  const log = newLog(origin);
  log.timeNs = timeOf(item, 'timeUnixNano', log.losses) ?? timeOf(item, 'observedTimeUnixNano', log.losses);
  log.severityNumber = countOf(item, 'severityNumber');
  log.severityText = textOf(item, 'severityText');
  log.eventName = textOf(item, 'eventName');
  log.body = reader.value(member(item, 'body'));
  log.attributes = reader.attributes(listOf(item, 'attributes'));
  log.droppedAttributes = countOf(item, 'droppedAttributesCount');
  log.traceId = optionalId(idOf(item, 'traceId', 32), 32, 'trace id');
  log.spanId = optionalId(idOf(item, 'spanId', 16), 16, 'span id');
  return log;
}

function malformed(what: string): ExpectedError {
  return new ExpectedError('invalid', 'malformed', `The request ${what}.`, { status: 400 });
}
