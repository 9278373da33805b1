// The exception or condition of a source sentence that a claim follows in all else and leaves out.
import { shorten } from './claim-words';
import { type Followed, isContent } from './followed-sentence';

/** Up to the next mark; bounded, so that a long line costs no more than its length. */
const EXCEPTION =
  /(?<![\p{L}])(?:except(?: for| that| when| if| in| where)?|unless|excluding|other than|apart from(?! (?:all )?(?:this|that|these|those))|with the exception of|provided that|only if|but not|außer|es sei denn|ausgenommen|mit Ausnahme|sofern nicht|sauf|à moins que|à l['’]exception|excepté|salvo|excepto|a menos que|a no ser que)(?![\p{L}])[^,.;:()]{2,160}/iu;
const ANY =
  /(?<![\p{L}])(?:except|unless|exclud|other than|apart from|provided|only|but|if|however|außer|es sei denn|ausgenommen|mit Ausnahme|nur|aber|sauf|à moins|excep|mais|salvo|a menos|pero|si)/iu;
/** Share of the rest of the sentence that the claim has, and words that the exception and the rest need to be told apart. */
const REST = 0.7;
const MIN_REST = 3;

/** Null also where the claim, or a sentence beside it, speaks of an exception in other words. */
export function droppedException(claim: string, { ours, theirs, on, text }: Followed, around: string): string | null {
  const match = EXCEPTION.exec(text);
  if (!match || ANY.test(claim)) return null;
  const [start, end] = [match.index, match.index + match[0].length];
  // `(in thousands, except per share data)` heads a table.
  if (text.lastIndexOf('(', start) > text.lastIndexOf(')', start)) return null;
  const content = theirs.flatMap((token, at) => (isContent(token) ? [{ ...token, at }] : []));
  const inside = content.filter((token) => token.start >= start && token.end <= end);
  const rest = content.filter((token) => token.start < start || token.end > end);
  if (inside.length === 0 || rest.length < MIN_REST) return null;
  const met = new Set(on);
  const said = new Set(ours.map(({ lexeme }) => lexeme));
  const beside = around.toLowerCase();
  const isKept = inside.some(({ lexeme, word }) => said.has(lexeme) || beside.includes(word));
  return isKept || rest.filter(({ at }) => met.has(at)).length / rest.length < REST ? null : shorten(match[0].trim(), 80);
}
