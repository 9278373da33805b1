// Every recogniser, the surest first: where two say the same of one place with the same score, the first has it.
import { belgianNationalNumber } from './belgian-national-number';
import { brazilianCpf } from './brazilian-cpf';
import { canadianSin } from './canadian-sin';
import { chineseResidentId } from './chinese-resident-id';
import { credential } from './credential';
import { dutchBsn } from './dutch-bsn';
import { email } from './email';
import { frenchNir } from './french-nir';
import { germanTaxId } from './german-tax-id';
import { iban } from './iban';
import { indianAadhaar } from './indian-aadhaar';
import { ipAddress } from './ip-address';
import { italianCodiceFiscale } from './italian-codice-fiscale';
import { paymentCard } from './payment-card';
import { phone } from './phone';
import { polishPesel } from './polish-pesel';
import type { Recogniser } from './recogniser';
import { secret } from './secret';
import { spanishDni, spanishNie } from './spanish-dni';
import { swedishPersonnummer } from './swedish-personnummer';
import { swissAhv } from './swiss-ahv';
import { ukNhs } from './uk-nhs';
import { ukNino } from './uk-nino';
import { urlCredentials } from './url-credentials';
import { usSsn } from './us-ssn';

export const RECOGNISERS: readonly Recogniser[] = [
  urlCredentials,
  secret,
  credential,
  email,
  iban,
  paymentCard,
  phone,
  ipAddress,
  usSsn,
  ukNino,
  ukNhs,
  germanTaxId,
  frenchNir,
  spanishDni,
  spanishNie,
  italianCodiceFiscale,
  brazilianCpf,
  dutchBsn,
  belgianNationalNumber,
  polishPesel,
  swedishPersonnummer,
  swissAhv,
  chineseResidentId,
  indianAadhaar,
  canadianSin,
];
