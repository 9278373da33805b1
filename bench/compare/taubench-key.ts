// The key by hand: which messages of two attempts at one tau-bench airline task correspond. Message indices only, no text of the data.
//
// How it was made: the first two attempts (trials 0 and 1) of each of the 20 tasks were read side by side, before any aligner was
// written, and no weight of the aligner was changed after it was first measured. Two messages correspond when they play the same part: user turns that ask or supply the same thing, agent messages that
// answer the same request (also with another answer), tool calls of the same tool for the same object, and their results. Each
// message has one partner at most; where one side says in one message what the other says in two, the message with the main thing
// has the partner. Order was not asked for: 19 of the 262 pairs cross another. System messages are left out.

/** Task and pairs; `4..7=6..9` stands for 4-6 5-7 6-8 7-9. */
const KEY: readonly (readonly [task: number, pairs: string])[] = [
  [4, '1..3=1..3 13-7 14-8 19-5 20-6'],
  [5, '1..11=1..11 14..19=12..17 22-20 23-21 24-24 25-25'],
  [8, '1..6=1..6 9-25 10-26'],
  [10, '1-1 8-2 9-3 4-4 5-5 12-6 13-7'],
  [12, '1..3=1..3 6..10=4..8 13..15=9..11'],
  [13, '1..9=1..9 24..26=10..12 10..12=14..16 15-17 22-20'],
  [19, '1..3=1..3 6..9=4..7 14..21=8..15 24-16 25-17 26-22 27-23 28-18 29-25'],
  [21, '1..3=1..3 15-5 16-6 29-13'],
  [23, '1..3=1..3 9-7 22-8 23-9 24-12 25-13 26-14 33-15'],
  [27, '1-1 4-2 5-3 6..22=4..20 33-25'],
  [33, '1..3=1..3 6..21=4..19 46..49=20..23 50..52=26..28'],
  [35, '1..3=1..3 4..13=6..15'],
  [36, '1..14=1..14 21-15 22-16'],
  [40, '1..16=1..16'],
  [42, '1..11=1..11'],
  [43, '1..8=1..8 13-11'],
  [44, '1..3=1..3 4-6 5-7 8-8 13-9 14-12 15-13'],
  [45, '1..8=1..8 15..20=9..14'],
  [46, '1-1 2-2 3-5 4-8 5-9 6-12 7-13 10-14 13-15 14-16 17-21'],
  [49, '1..8=1..8'],
];

export interface KeyedPair {
  task: number;
  pairs: [left: number, right: number][];
}

export function taubenchKey(): KeyedPair[] {
  return KEY.map(([task, pairs]) => ({ task, pairs: pairs.split(' ').flatMap(expanded) }));
}

function expanded(word: string): [number, number][] {
  const [left = '', right = ''] = word.split(/[=-]/);
  const [from, to] = bounds(left);
  const [start] = bounds(right);
  return Array.from({ length: to - from + 1 }, (_, offset) => [from + offset, start + offset]);
}

function bounds(span: string): [number, number] {
  const [from = '', to = from] = span.split('..');
  return [Number(from), Number(to)];
}
