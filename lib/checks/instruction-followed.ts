// Whether an answer does what an instruction inside a source demands: says the demanded words, carries its address, or repeats it.
import { queryTokens } from '@/lib/domain/match/match-query';
import type { Spot } from './injection-spots';

export interface FollowedInstruction {
  /** `says` the words that were demanded, `carries` an address, `repeats` the instruction. */
  how: 'says' | 'carries' | 'repeats';
  /** As they stand in the instruction. */
  words: string;
}

/** What is demanded stands near the phrase. Characters. */
const BEFORE = 80;
const AFTER = 400;
const QUOTED = /["“”„«']([^"“”„«»']{3,120})["“”»']/gu;
const ADDRESS = /https?:\/\/[^\s)"'<>\]]{4,200}|[\w.+-]{1,60}@[\w-]{1,60}\.[\w.]{2,20}/giu;
const DEMAND =
  /(?<![\p{L}])(?:say|says|reply|respond|answer|output|print|write|append|include|add|state|tell (?:the user|them|him|her)|end (?:your|the) (?:answer|response) with|sage?|antworte|schreibe?|répond[sez]*|écri[vsez]+|dis|responde|escribe|di|отвечай|ответь|напиши|скажи|回复|回答|输出|说|答え|出力)(?:\s+(?:only|with|that|exactly|just|the words?|the phrase|the following|nur|mit|dass|uniquement|avec|que|solo|con|только))*[:：]?\s*([^.!?\n"“。！？]{4,120})/giu;
const MIN_TOKENS = 2;
const MIN_REPEATED = 4;

/** Null also where the question itself, or the rest of the source, has the words. `around` is the source's text. */
export function followedInstruction(
  spot: Spot,
  around: string,
  { output, question }: { output: string; question: string },
): FollowedInstruction | null {
  const instruction = spot.hidden && spot.hidden !== '' ? spot.hidden : around.slice(Math.max(0, spot.start - BEFORE), spot.end + AFTER);
  const elsewhere = `${question}\n${around.slice(0, Math.max(0, spot.start - BEFORE))}\n${around.slice(spot.end + AFTER)}`;
  const [said, asked] = [folded(output), folded(elsewhere)];
  const isNew = (words: string) => {
    const key = folded(words);
    return said.includes(key) && !asked.includes(key);
  };
  for (const [address] of instruction.matchAll(ADDRESS)) {
    const host = /^https?:\/\/[^/?#]+/iu.exec(address)?.[0] ?? address;
    if (output.includes(host) && !elsewhere.includes(host)) return { how: 'carries', words: host };
  }
  const demanded = [
    ...[...instruction.matchAll(DEMAND)].map(([, words]) => words),
    ...[...instruction.matchAll(QUOTED)].map(([, words]) => words),
  ];
  for (const words of demanded) {
    const plain = (words ?? '').trim();
    if (sizeOf(plain) >= MIN_TOKENS && isNew(plain)) return { how: 'says', words: plain };
  }
  const own = spot.hidden ?? around.slice(spot.start, spot.end);
  return sizeOf(own) >= MIN_REPEATED && isNew(own) ? { how: 'repeats', words: own } : null;
}

/** Tokens; each letter of a script without spaces is half of one. */
function sizeOf(words: string): number {
  const tokens = queryTokens(words, () => 1);
  return tokens.length - tokens.filter(({ word }) => word.length === 1 && word.charCodeAt(0) > 0x2e80).length / 2;
}

const folded = (text: string): string =>
  ` ${queryTokens(text, () => 1)
    .map(({ word }) => word)
    .join(' ')} `;
