// Which department a question belongs to: keywords, the first rule that matches wins. Version 1 knew no greetings and no privacy.

export interface Route {
  route: string;
  department: string | null;
  reason: string;
}

const REFUNDS = /\b(refund|return|gift card|exchange|clearance)|إرجاع|استرد|الاسترداد|退款|退货/i;

const RULES: readonly { route: string; department: string | null; words: RegExp; since: number }[] = [
  { route: 'smalltalk', department: null, words: /^(hello|hi|thanks|thank you|good (morning|evening))\b/i, since: 2 },
  { route: 'privacy', department: 'privacy', words: /\b(data|video|retention|delete|deletion|personal|conversation)/i, since: 2 },
  { route: 'staff', department: 'staff', words: /\b(expense|travel|allowance|hotel|flight|receipt|journey)/i, since: 1 },
  { route: 'membership', department: 'membership', words: /\b(member(ship)?|loyalty|points)\b/i, since: 1 },
  { route: 'warranty', department: 'warranty', words: /\b(warranty|repair|service|stove|workshop)/i, since: 1 },
  { route: 'refund', department: 'returns', words: REFUNDS, since: 2 },
  { route: 'shipping', department: 'shipping', words: /\b(deliver|shipping|parcel|express|haulier|dispatch)/i, since: 1 },
  // Version 1 asked for delivery first, so that whoever wanted to return goods "after delivery" was sent to shipping.
  { route: 'refund', department: 'returns', words: REFUNDS, since: 1 },
];

export function routeQuestion(question: string, version: number): Route {
  const rule = RULES.find(({ words, since }) => since <= version && words.test(question));
  if (!rule) return { route: 'general', department: null, reason: 'no keyword matched' };
  return { route: rule.route, department: rule.department, reason: `matched “${rule.words.exec(question)?.[0] ?? ''}”` };
}

/** Payment card numbers by length and Luhn's check digit. */
export function cardNumbersIn(text: string): string[] {
  return [...text.matchAll(/\b\d(?:[ -]?\d){12,18}\b/g)].map(([digits]) => digits).filter((digits) => isLuhn(digits.replace(/\D/g, '')));
}

function isLuhn(digits: string): boolean {
  const sum = [...digits].reverse().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
