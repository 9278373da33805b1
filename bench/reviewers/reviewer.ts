// One reviewer: claims, works a little, decides; now and then dies with the item in hand, and comes back to find the lease lost.
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ReviewApi } from './review-api';

export interface Tally {
  /** Durations in ms. */
  claims: number[];
  submits: number[];
  repeats: number;
  kills: number;
  released: number;
  refused: Map<string, number>;
  /** Items that were handed out while another client held them. */
  double: number;
}

export interface Shift {
  queue: string;
  /** Share of items with which the client dies. */
  kills: number;
  /** Lease by item, for all reviewers of this process. */
  held: Map<string, string>;
  tally: Tally;
  isDone: () => Promise<boolean>;
}

interface Item {
  item_id: string;
  lease_id: string;
  revision: string;
  run: { claims: { id: string; path: string | null; text: string }[] };
}

const IDLE_MS = 2000;

export class Reviewer {
  /** Items that this client died with: after a rest it tries to decide them, which must be refused. */
  private readonly lost: { item: Item; at: number }[] = [];

  constructor(
    private readonly n: number,
    private readonly api: ReviewApi,
    private readonly shift: Shift,
  ) {}

  async work(): Promise<void> {
    for (;;) {
      await this.returnFromTheDead();
      const item = await this.claim();
      if (item) await this.review(item);
      else if (await this.shift.isDone()) return;
      else await sleep(IDLE_MS * (0.5 + Math.random()));
    }
  }

  private async claim(): Promise<Item | null> {
    const { queue, held, tally } = this.shift;
    const startedAt = performance.now();
    const { status, body } = await this.api.ask<Item>('POST', `/api/v1/queues/${queue}/claim`, {});
    if (status === 204) return null;
    if (status !== 200) return this.refused(status, body);
    tally.claims.push(performance.now() - startedAt);
    if (held.has(body.item_id)) tally.double++;
    held.set(body.item_id, body.lease_id);
    return body;
  }

  private async review(item: Item): Promise<void> {
    const { kills, held, tally } = this.shift;
    const path = `/api/v1/items/${item.item_id}`;
    await sleep(20 + 100 * Math.random());
    const fate = Math.random();
    if (fate < kills) return this.die(item);
    if (fate < kills + 0.2) await this.api.ask('POST', `${path}/heartbeat`, { lease_id: item.lease_id });
    if (fate > 0.97) {
      held.delete(item.item_id);
      tally.released++;
      const { status, body } = await this.api.ask('POST', `${path}/release`, { lease_id: item.lease_id });
      if (status !== 200) this.refused(status, body);
      return;
    }
    await this.submit(item, fate < kills + 0.1);
  }

  /** `isImpatient`: sends the same request three times at once, as a client does that lost its connection. */
  private async submit(item: Item, isImpatient: boolean): Promise<void> {
    const { held, tally } = this.shift;
    const headers = { 'idempotency-key': randomUUID() };
    const send = () =>
      this.api.ask('POST', `/api/v1/items/${item.item_id}/submit`, { ...decisionOn(item), lease_id: item.lease_id }, { headers });
    const startedAt = performance.now();
    const answers = await Promise.all(isImpatient ? [send(), send(), send()] : [send()]);
    tally.submits.push(performance.now() - startedAt);
    held.delete(item.item_id);
    if (isImpatient) tally.repeats += 2;
    for (const { status, body } of answers) if (status !== 200) this.refused(status, body);
    if (new Set(answers.map(({ body }) => JSON.stringify(body))).size !== 1) this.refused(0, { code: 'different_answers_to_one_key' });
  }

  /** Half of the deaths happen while a request is under way: nobody will read its answer. */
  private die(item: Item): void {
    const { held, tally } = this.shift;
    tally.kills++;
    held.delete(item.item_id);
    this.lost.push({ item, at: Date.now() });
    if (this.lost.length % 2 === 0) {
      const aborted = new AbortController();
      void this.api
        .ask('POST', `/api/v1/items/${item.item_id}/heartbeat`, { lease_id: item.lease_id }, { signal: aborted.signal })
        .catch(() => undefined);
      setTimeout(() => aborted.abort(), 2);
    }
  }

  /** More than a lease later: the item was taken over or swept, so this decision must not count. */
  private async returnFromTheDead(): Promise<void> {
    const [first] = this.lost;
    if (!first || Date.now() - first.at < 65_000) return;
    this.lost.shift();
    const answer = await this.api.ask<{ code?: string }>(
      'POST',
      `/api/v1/items/${first.item.item_id}/submit`,
      { ...decisionOn(first.item), lease_id: first.item.lease_id },
      { headers: { 'idempotency-key': randomUUID() } },
    );
    this.refused(answer.status, answer.status === 200 ? { code: `late_decision_of_${this.n}_counted` } : answer.body);
  }

  private refused(status: number, body: { code?: unknown } | object): null {
    const code = 'code' in body && typeof body.code === 'string' ? body.code : String(status);
    this.shift.tally.refused.set(code, (this.shift.tally.refused.get(code) ?? 0) + 1);
    return null;
  }
}

function decisionOn({ revision, run }: Item) {
  const total = run.claims.find(({ path }) => path === '/total');
  const others = run.claims.filter((claim) => claim !== total).map(({ id }) => ({ claim_id: id, value: 'right' }));
  const wrong = total
    ? [{ claim_id: total.id, value: 'wrong', corrected_value: `${Number(total.text) - 6.75}`, reason_code: 'number_wrong' }]
    : [];
  return { revision, outcome: total ? 'corrected' : 'approved', acknowledged_unseen: !total, verdicts: [...wrong, ...others], eval: null };
}
