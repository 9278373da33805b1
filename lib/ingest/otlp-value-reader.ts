// Attributes and values of OTLP in protobuf: KeyValue, AnyValue and the lists made of them.
import type { Json } from '@/lib/domain/run/run';
import { putKey } from '@/lib/domain/storable-json';
import type { Attributes } from '@/lib/sources/otlp-span';
import { DecodeBudget, ItemError, MAX_ATTRIBUTES, MAX_VALUE_DEPTH } from './decode-budget';
import { WireReader } from './wire-reader';

export class OtlpValueReader {
  protected readonly wire: WireReader;
  protected readonly budget = new DecodeBudget();
  /** Attributes and map entries that the current item may still have. */
  protected entriesLeft = MAX_ATTRIBUTES;

  constructor(bytes: Buffer) {
    this.wire = new WireReader(bytes);
  }

  /** Reads the KeyValue of the current field. Keys should be unique; where they are not, the last one stays. */
  protected keyValue(target: Attributes, depth = 1): void {
    const { wire } = this;
    this.entriesLeft -= 1;
    if (this.entriesLeft < 0) throw new ItemError(`more than ${MAX_ATTRIBUTES} attributes`);
    let key = '';
    let value: Json = null;
    const outer = wire.enter();
    while (wire.next()) {
      if (wire.field === 1) key = wire.name();
      else if (wire.field === 2) value = this.anyValue(depth);
      else wire.skip();
    }
    wire.leave(outer);
    putKey(target, key, value);
  }

  /** Reads the AnyValue of the current field. None set is null; of several the last wins. */
  protected anyValue(depth = 1): Json {
    if (depth > MAX_VALUE_DEPTH) throw new ItemError(`a value is nested deeper than ${MAX_VALUE_DEPTH} levels`);
    this.budget.spendValue();
    const { wire } = this;
    let value: Json = null;
    const outer = wire.enter();
    while (wire.next()) {
      switch (wire.field) {
        case 1:
          value = wire.text();
          break;
        case 2:
          value = wire.uint32() !== 0;
          break;
        case 3:
          value = jsonInteger(wire.int64());
          break;
        case 4:
          value = jsonDouble(wire.double());
          break;
        case 5:
          value = this.list(depth + 1);
          break;
        case 6:
          value = this.map(depth + 1);
          break;
        case 7:
          value = wire.base64();
          break;
        default:
          wire.skip();
      }
    }
    wire.leave(outer);
    return value;
  }

  private list(depth: number): Json[] {
    const { wire } = this;
    const values: Json[] = [];
    const outer = wire.enter();
    while (wire.next()) {
      if (wire.field === 1) values.push(this.anyValue(depth));
      else wire.skip();
    }
    wire.leave(outer);
    return values;
  }

  private map(depth: number): Attributes {
    const { wire } = this;
    const map: Attributes = {};
    const outer = wire.enter();
    while (wire.next()) {
      if (wire.field === 1) this.keyValue(map, depth);
      else wire.skip();
    }
    wire.leave(outer);
    return map;
  }
}

/** Beyond 2^53 the digits are kept as text. */
export function jsonInteger(value: number | bigint): Json {
  return typeof value === 'bigint' ? String(value) : value;
}

/** JSON has no infinity and no NaN: those are null. */
export function jsonDouble(value: number): Json {
  return Number.isFinite(value) ? value : null;
}
