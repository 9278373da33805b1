// OTLP trace and log requests in protobuf, read by the field numbers of opentelemetry-proto 1.9.
import type { Attributes, OtlpLog, OtlpOrigin, OtlpSpan } from '@/lib/sources/otlp-span';
import { ItemError, MAX_ATTRIBUTES, Rejections } from './decode-budget';
import { OtlpItemReader } from './otlp-item-reader';
import { WireError } from './wire-reader';

export interface Decoded<T> {
  items: T[];
  rejected: Rejections;
}

/** Throws a WireError when the request as a whole is not protobuf; a broken span is left out alone. */
export function decodeTraces(bytes: Buffer): Decoded<OtlpSpan> {
  return new OtlpReader(bytes).request('span', (reader, origin) => reader.span(origin));
}

/** The same for log records. */
export function decodeLogs(bytes: Buffer): Decoded<OtlpLog> {
  return new OtlpReader(bytes).request('log record', (reader, origin) => reader.log(origin));
}

type ReadItem<T> = (reader: OtlpReader, origin: OtlpOrigin) => T;

class OtlpReader extends OtlpItemReader {
  /** Request → resource → scope → item: the same numbers for traces and logs. */
  request<T>(noun: string, item: ReadItem<T>): Decoded<T> {
    const { wire } = this;
    const decoded: Decoded<T> = { items: [], rejected: new Rejections() };
    while (wire.next()) {
      if (wire.field === 1) this.resourceItems(noun, item, decoded);
      else wire.skip();
    }
    return decoded;
  }

  private resourceItems<T>(noun: string, item: ReadItem<T>, decoded: Decoded<T>): void {
    const { wire } = this;
    const resource: Attributes = {};
    const outer = wire.enter();
    while (wire.next()) {
      this.entriesLeft = MAX_ATTRIBUTES;
      if (wire.field === 1) this.resource(resource);
      else if (wire.field === 2) this.scopeItems({ resource, scopeName: '', scopeVersion: '', scope: {} }, noun, item, decoded);
      else wire.skip();
    }
    wire.leave(outer);
  }

  private resource(attributes: Attributes): void {
    const outer = this.wire.enter();
    while (this.wire.next()) {
      if (this.wire.field === 1) this.keyValue(attributes);
      else this.wire.skip();
    }
    this.wire.leave(outer);
  }

  private scopeItems<T>(origin: OtlpOrigin, noun: string, item: ReadItem<T>, { items, rejected }: Decoded<T>): void {
    const { wire } = this;
    const outer = wire.enter();
    while (wire.next()) {
      if (wire.field === 1) this.scope(origin);
      else if (wire.field === 2) this.alone(noun, rejected, () => items.push(item(this, origin)));
      else wire.skip();
    }
    wire.leave(outer);
  }

  private scope(origin: OtlpOrigin): void {
    const { wire } = this;
    const outer = wire.enter();
    while (wire.next()) {
      if (wire.field === 1) origin.scopeName = wire.text();
      else if (wire.field === 2) origin.scopeVersion = wire.text();
      else if (wire.field === 3) this.keyValue(origin.scope);
      else wire.skip();
    }
    wire.leave(outer);
  }

  /** What is wrong inside an item is the item's own fault: its length is known, so the next one can be read. */
  private alone(noun: string, rejected: Rejections, read: () => void): void {
    const { wire } = this;
    this.budget.spendItem();
    this.entriesLeft = MAX_ATTRIBUTES;
    const outer = wire.enter();
    const end = wire.end;
    try {
      read();
    } catch (error) {
      if (!(error instanceof ItemError || error instanceof WireError)) throw error;
      rejected.add(`${noun}: ${error.message}`);
      wire.end = end;
    }
    wire.leave(outer);
  }
}
