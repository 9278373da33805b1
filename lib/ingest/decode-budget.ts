// Limits on what one request may unfold to in memory, and the list of what was left out of it and why.
import { ExpectedError } from '@/lib/errors';

export const MAX_ATTRIBUTES = 10_000;
export const MAX_EVENTS = 10_000;
export const MAX_LINKS = 1_000;
export const MAX_VALUE_DEPTH = 32;
const MAX_VALUES = 1_000_000;
const MAX_ITEMS = 100_000;
const MAX_DETAILS = 5;

/** One span or log record cannot be taken; its neighbours can. */
export class ItemError extends Error {
  override readonly name = 'ItemError';
}

/** What was left out of a request: how many, and the first few reasons in words. */
export class Rejections {
  count = 0;
  readonly details: string[] = [];

  static of(count: number, details: readonly string[]): Rejections {
    const rejections = new Rejections();
    rejections.count = count;
    rejections.details.push(...details);
    return rejections;
  }

  add(detail: string, count = 1): void {
    this.count += count;
    if (this.details.length < MAX_DETAILS && !this.details.includes(detail)) this.details.push(detail);
  }

  /** One sentence for the exporter's log; empty when nothing was left out. */
  get message(): string {
    return this.details.join('; ');
  }
}

/** Counts values over a whole request, so that many small attributes cannot fill the memory. */
export class DecodeBudget {
  private values = 0;
  private items = 0;

  spendValue(): void {
    this.values += 1;
    if (this.values > MAX_VALUES) throw tooLarge(`more than ${MAX_VALUES} attribute values`);
  }

  spendItem(): void {
    this.items += 1;
    if (this.items > MAX_ITEMS) throw tooLarge(`more than ${MAX_ITEMS} spans or log records`);
  }
}

function tooLarge(what: string): ExpectedError {
  return new ExpectedError('invalid', 'too_large', `The request holds ${what}. Send smaller batches.`, { status: 413 });
}
