// Spans and log records of OTLP in protobuf, each read from the message that the reader stands in.
import type { OtlpEvent, OtlpLink, OtlpLog, OtlpOrigin, OtlpSpan } from '@/lib/sources/otlp-span';
import { ItemError, MAX_EVENTS, MAX_LINKS } from './decode-budget';
import { checkedId, checkedTime, newLog, isParentRemote, newSpan, optionalId, parentOf } from './otlp-identity';
import { OtlpValueReader } from './otlp-value-reader';

export class OtlpItemReader extends OtlpValueReader {
  span(origin: OtlpOrigin): OtlpSpan {
    const { wire } = this;
    const badTexts = wire.badTexts;
    const span = newSpan(origin);
    while (wire.next()) {
      switch (wire.field) {
        case 1:
          span.traceId = wire.hex();
          break;
        case 2:
          span.spanId = wire.hex();
          break;
        case 3:
          span.traceState = wire.text();
          break;
        case 4:
          span.parentSpanId = wire.hex();
          break;
        case 5:
          span.name = wire.text();
          break;
        case 6:
          span.kind = wire.uint32();
          break;
        case 7:
          span.startNs = checkedTime(wire.fixed64(), 'start time', span.losses);
          break;
        case 8:
          span.endNs = checkedTime(wire.fixed64(), 'end time', span.losses);
          break;
        case 9:
          this.keyValue(span.attributes);
          break;
        case 10:
          span.droppedAttributes = wire.uint32();
          break;
        case 11:
          span.events.push(this.event(span));
          break;
        case 12:
          span.droppedEvents = wire.uint32();
          break;
        case 13:
          span.links.push(this.link(span));
          break;
        case 14:
          span.droppedLinks = wire.uint32();
          break;
        case 15:
          this.status(span);
          break;
        case 16:
          if (isParentRemote(wire.fixed32())) span.isParentRemote = true;
          break;
        default:
          wire.skip();
      }
    }
    span.traceId = checkedId(span.traceId, 32, 'trace id');
    span.spanId = checkedId(span.spanId, 16, 'span id');
    span.parentSpanId = parentOf(span.parentSpanId, span.losses);
    this.noteBadTexts(badTexts, span.losses);
    return span;
  }

  log(origin: OtlpOrigin): OtlpLog {
    const { wire } = this;
    const badTexts = wire.badTexts;
    const log = newLog(origin);
    let observedNs: bigint | null = null;
    while (wire.next()) {
      switch (wire.field) {
        case 1:
          log.timeNs = checkedTime(wire.fixed64(), 'time', log.losses);
          break;
        case 2:
          log.severityNumber = wire.uint32();
          break;
        case 3:
          log.severityText = wire.text();
          break;
        case 5:
          log.body = this.anyValue();
          break;
        case 6:
          this.keyValue(log.attributes);
          break;
        case 7:
          log.droppedAttributes = wire.uint32();
          break;
        case 9:
          log.traceId = wire.hex();
          break;
        case 10:
          log.spanId = wire.hex();
          break;
        case 11:
          observedNs = checkedTime(wire.fixed64(), 'observed time', log.losses);
          break;
        case 12:
          log.eventName = wire.text();
          break;
        default:
          wire.skip();
      }
    }
    log.timeNs ??= observedNs;
    log.traceId = optionalId(log.traceId, 32, 'trace id');
    log.spanId = optionalId(log.spanId, 16, 'span id');
    this.noteBadTexts(badTexts, log.losses);
    return log;
  }

  private event({ events, losses }: OtlpSpan): OtlpEvent {
    const { wire } = this;
    if (events.length >= MAX_EVENTS) throw new ItemError(`more than ${MAX_EVENTS} events`);
    this.budget.spendValue();
    const event: OtlpEvent = { name: '', timeNs: null, attributes: {}, droppedAttributes: 0 };
    const outer = wire.enter();
    while (wire.next()) {
      if (wire.field === 1) event.timeNs = checkedTime(wire.fixed64(), 'event time', losses);
      else if (wire.field === 2) event.name = wire.text();
      else if (wire.field === 3) this.keyValue(event.attributes);
      else if (wire.field === 4) event.droppedAttributes = wire.uint32();
      else wire.skip();
    }
    wire.leave(outer);
    return event;
  }

  private link({ links }: OtlpSpan): OtlpLink {
    const { wire } = this;
    if (links.length >= MAX_LINKS) throw new ItemError(`more than ${MAX_LINKS} links`);
    this.budget.spendValue();
    const link: OtlpLink = { traceId: '', spanId: '', attributes: {} };
    const outer = wire.enter();
    while (wire.next()) {
      if (wire.field === 1) link.traceId = wire.hex();
      else if (wire.field === 2) link.spanId = wire.hex();
      else if (wire.field === 4) this.keyValue(link.attributes);
      else wire.skip();
    }
    wire.leave(outer);
    return link;
  }

  private status(span: OtlpSpan): void {
    const { wire } = this;
    const outer = wire.enter();
    while (wire.next()) {
      if (wire.field === 2) span.statusMessage = wire.text();
      else if (wire.field === 3) span.statusCode = wire.uint32();
      else wire.skip();
    }
    wire.leave(outer);
  }

  private noteBadTexts(before: number, losses: string[]): void {
    const count = this.wire.badTexts - before;
    if (count > 0) losses.push(`${count} ${count === 1 ? 'text is' : 'texts are'} not UTF-8; bad bytes were replaced by U+FFFD`);
  }
}
