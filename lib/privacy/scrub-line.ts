// Log lines: no body belongs in them, and should one slip in, what can be proven to be a value is masked without a key.
import { email } from './email';
import { iban } from './iban';
import { italianCodiceFiscale } from './italian-codice-fiscale';
import { paymentCard } from './payment-card';
import { makeScanner, scanText } from './scan-text';
import { secret } from './secret';
import { urlCredentials } from './url-credentials';
import { usSsn } from './us-ssn';

/** Phones and addresses are left out: figures and hosts of our own would be taken for them. */
const scanner = makeScanner([urlCredentials, secret, email, iban, paymentCard, usSsn, italianCodiceFiscale], []);

/** The line with `⟦email⟧` and the like in place of values. */
export function scrubLine(line: string): string {
  const found = scanText(line, scanner);
  if (found.length === 0) return line;
  let [out, done] = ['', 0];
  for (const { start, end, recogniser } of found) {
    out += `${line.slice(done, start)}⟦${recogniser.id}⟧`;
    done = end;
  }
  return out + line.slice(done);
}
