// Every verb, one line each. The order of claim verbs is the order in which a verdict is matched to the name of its event.
import { absent } from './absent';
import { amend } from './amend';
import { approveCase } from './approve-case';
import { cannotTell } from './cannot-tell';
import { claim } from './claim';
import { comment } from './comment';
import { escalate } from './escalate';
import { expire } from './expire';
import { fix } from './fix';
import { keepAsEval } from './keep-as-eval';
import { omit } from './omit';
import { openRationale } from './open-rationale';
import { reassign } from './reassign';
import { rejectCase } from './reject-case';
import { release } from './release';
import { remove } from './remove';
import { right } from './right';
import { skip } from './skip';
import { submit } from './submit';
import { unsupported } from './unsupported';
import type { Verb } from './verb';
import { wrongPlace } from './wrong-place';

export const VERBS: readonly Verb[] = [
  absent,
  fix,
  wrongPlace,
  unsupported,
  cannotTell,
  right,
  omit,
  claim,
  release,
  skip,
  escalate,
  expire,
  reassign,
  remove,
  submit,
  amend,
  comment,
  openRationale,
  keepAsEval,
  approveCase,
  rejectCase,
];

export function findVerb(name: string): Verb | null {
  return VERBS.find((verb) => verb.name === name) ?? null;
}
