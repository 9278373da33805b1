// Credentials inside addresses: `scheme://user:password@host`, and keys and signatures in the query.
import type { Meter, Reading, Recogniser } from './recogniser';

const USER_INFO = /[^\s/?#@:"'<>\\]{0,128}:[^\s/?#@"'<>\\]{1,256}(?=@)/y;
const QUERY_SECRET =
  /[?&;](?:access_token|refresh_token|id_token|api[_-]?key|apikey|auth|token|secret|client_secret|password|passwd|pwd|signature|sig|x-amz-signature|x-amz-credential|x-goog-signature|code)=([^\s&"'#<>\\]{6,1024})/gi;

export const urlCredentials: Recogniser = {
  id: 'url_credentials',
  title: 'Credentials in an address',
  example: 'postgres://app:s3cret-pass@db.example.com/main',
  isChecksummed: false,
  words: null,
  isSafeInIds: true,
  find: { anchor: null, isWorthIt: (text) => text.includes('://'), readings },
};

function* readings(text: string, meter: Meter): Generator<Reading> {
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
    USER_INFO.lastIndex = at + 3;
    const userInfo = USER_INFO.exec(text)?.[0];
    meter.steps += 400;
    if (userInfo !== undefined) yield { start: at + 3, end: at + 3 + userInfo.length, value: userInfo, strength: 2 };
  }
  yield* querySecrets(text, meter);
}

/** Only those inside an address: no space between its scheme and the name. Both are followed forwards, so nothing is read twice. */
function* querySecrets(text: string, meter: Meter): Generator<Reading> {
  let scheme = text.indexOf('://');
  let checkedTo = scheme;
  let isInside = true;
  meter.steps += (text.length - scheme) * 2;
  QUERY_SECRET.lastIndex = scheme;
  for (let match = QUERY_SECRET.exec(text); match; match = QUERY_SECRET.exec(text)) {
    for (let next = text.indexOf('://', scheme + 3); next !== -1 && next < match.index; next = text.indexOf('://', scheme + 3)) {
      scheme = next;
      checkedTo = next;
      isInside = true;
    }
    isInside &&= !/\s/.test(text.slice(checkedTo, match.index));
    checkedTo = match.index;
    const value = match[1] as string;
    const end = match.index + match[0].length;
    if (isInside) yield { start: end - value.length, end, value, strength: 2 };
  }
}
