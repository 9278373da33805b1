// What can be asked about a JSON value that is looked at, and the answers: the same here and in a worker.
import { type JsonLine, JsonLines } from '@/lib/domain/json-lines/json-lines';
import { findInJson } from '@/lib/domain/json-lines/json-text';

/** More places than anybody walks through; the viewer says that there are more. */
export const MOST_FOUND = 10_000;

export interface JsonQuestions {
  lines: { ask: { from: number; to: number }; answer: JsonLine[] };
  turn: { ask: { index: number }; answer: number };
  find: { ask: { words: string }; answer: number[] };
  reveal: { ask: { offset: number }; answer: { index: number; count: number } };
  pointer: { ask: { index: number }; answer: string };
  text: { ask: { index: number; bytes: number }; answer: string };
  json: { ask: { index: number }; answer: string };
}
export type JsonAsk = <Q extends keyof JsonQuestions>(question: Q, ask: JsonQuestions[Q]['ask']) => Promise<JsonQuestions[Q]['answer']>;

/** A function that answers about one value; throws nothing for lines that are not there. */
export function jsonAnswers(bytes: Uint8Array): { lines: JsonLines; answer: (question: keyof JsonQuestions, ask: never) => unknown } {
  const lines = new JsonLines(bytes);
  const answers: { [Q in keyof JsonQuestions]: (ask: JsonQuestions[Q]['ask']) => JsonQuestions[Q]['answer'] } = {
    lines: ({ from, to }) => Array.from({ length: Math.max(0, Math.min(to, lines.count) - from) }, (_, place) => lines.line(from + place)),
    turn: ({ index }) => {
      lines.turn(index);
      return lines.count;
    },
    find: ({ words }) => findInJson(bytes, words, MOST_FOUND),
    reveal: ({ offset }) => ({ index: lines.reveal(offset), count: lines.count }),
    pointer: ({ index }) => lines.pointer(index),
    text: ({ index, bytes: limit }) => lines.textOf(index, limit),
    json: ({ index }) => lines.jsonOf(index),
  };
  return { lines, answer: (question, ask) => answers[question](ask) };
}
