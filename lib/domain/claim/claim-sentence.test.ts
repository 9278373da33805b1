import { describe, expect, it } from 'vitest';
import { sentencesIn } from './claim-sentence';

const cut = (text: string) => sentencesIn(text).map((range) => text.slice(...range));
/** `|` shows where a text is expected to be cut. */
const expected = (marked: string) => marked.split(' | ');
const plain = (marked: string) => marked.replaceAll(' | ', ' ');

describe('sentencesIn', () => {
  it.each([
    // Abbreviations and ordinals
    'Geheizt wird z. B. am Abend. | Das gilt d. h. auch im Mai.',
    'Die Frist endet am 5. März 2024. | Danach gilt § 3 Abs. 2 S. 1 BGB.',
    'Im 3. Quartal stieg der Umsatz um 4 %. | Die 2. Rate ist fällig.',
    'Der Mieter zahlt u. a. Strom, Gas usw. und Wasser. | Er haftet i. d. R. selbst.',
    'Herr Dr. med. Hansen zahlt. | Er zahlt ca. 5 Mio. EUR zzgl. MwSt. im Jahr.',
    'M. Dupont habite à Paris. | Mme. Dupont aussi.',
    'La Sra. García paga el art. 5 núm. 3 del contrato. | Es mucho.',
    'Hij betaalt d.w.z. bijv. de huur. | Dat is alles.',
    'The answer is no. | It was sold in Plan B. | The rest is art. | See Fig. 3 and pp. 4 to 6.',
    'Acme Co. owns it. | He works for Acme Inc. | She does not.',
    'John F. Kennedy met J. R. Smith et al. in St. Louis. | They left at 5 p.m. | Then it rained.',
    'He lives in the U.S. | He works for the U.S. Treasury. | Call me. | It is 5 ft. | The rest is a gem. | Yes, sir. | She knows Sen. Warren.',
    'Das gilt seit 2020. | Die Miete stieg bis 2024. | März war kalt.',
    'It ended in 2024. | March was cold.',
    'Section A. | The tenant pays 5 EUR. | It rose by 4.5 approx. 3 times.',
    // Questions and exclamations inside
    'Yahoo! is a company. | “Really?” he asked. | Yes.',
    // Quotations
    'He said “I will pay. It is due.” and left. | She did not.',
    'The clause reads: “Rent is due. | Pets are not allowed.” | It is short.',
    // Brackets and list numbers
    'The fee is 5 EUR. (Passage 1, Step 3) | It is due. [2] | 6. Preheat the oven.',
    'Preheat the oven. | 2. Mix the flour. | 3. Bake it (see Step 4). [1][2]',
    // Numbers and addresses
    'It costs 1.250,00 EUR. | Visit www.example.org. | Version 2.1 of node.js is out.',
  ])('%s', (marked) => {
    expect(cut(plain(marked))).toEqual(expected(marked));
  });

  it.each([
    ['租金为每月五千元。押金两个月；不得转租。', ['租金为每月五千元。', '押金两个月；不得转租。']],
    ['「家賃は月末に払う。」と彼は言った。ペットは禁止です。', ['「家賃は月末に払う。」と彼は言った。', 'ペットは禁止です。']],
    ['هل العقد ساري؟ نعم. الإيجار خمسة آلاف!', ['هل العقد ساري؟', 'نعم.', 'الإيجار خمسة آلاف!']],
    ['किराया पाँच हज़ार है। जमा दो महीने है।', ['किराया पाँच हज़ार है।', 'जमा दो महीने है।']],
    [
      'ผู้เช่าต้องชำระค่าเช่าภายในวันที่ห้าของเดือน ผู้ให้เช่าต้องคืนเงินประกันภายในสามสิบวัน',
      ['ผู้เช่าต้องชำระค่าเช่าภายในวันที่ห้าของเดือน', 'ผู้ให้เช่าต้องคืนเงินประกันภายในสามสิบวัน'],
    ],
    ['월세는 오천 원입니다. 보증금은 두 달치입니다.', ['월세는 오천 원입니다.', '보증금은 두 달치입니다.']],
    [
      'Аренда составляет 5 000 руб. в месяц. Залог равен двум месяцам.',
      ['Аренда составляет 5 000 руб. в месяц.', 'Залог равен двум месяцам.'],
    ],
  ])('cuts %s', (text, sentences) => {
    expect(cut(text)).toEqual(sentences);
  });
});
