// Names of the months in the languages that documents are most often met in, long and short, without accents and dots.

/** One row a language, twelve months, `|` between spellings of one month. */
const NAMES = [
  'january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep october|oct november|nov december|dec',
  'januar|jan|janner februar|feb marz|mrz|maerz april|apr mai juni|jun juli|jul august|aug september|sept|sep oktober|okt november|nov dezember|dez',
  'janvier|janv fevrier|fevr|fev mars avril|avr mai juin juillet|juil aout septembre|sept octobre|oct novembre|nov decembre|dec',
  'januari|jan februari|feb maart|mrt april|apr mei juni|jun juli|jul augustus|aug september|sep oktober|okt november|nov december|dec',
  'enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago septiembre|setiembre|sep octubre|oct noviembre|nov diciembre|dic',
  'gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug agosto|ago settembre|set ottobre|ott novembre|nov dicembre|dic',
  'janeiro|jan fevereiro|fev marco|mar abril|abr maio|mai junho|jun julho|jul agosto|ago setembro|set outubro|out novembro|nov dezembro|dez',
  'stycznia|styczen lutego|luty marca|marzec kwietnia|kwiecien maja|maj czerwca|czerwiec lipca|lipiec sierpnia|sierpien wrzesnia|wrzesien pazdziernika|pazdziernik listopada|listopad grudnia|grudzien',
  'januari|jan februari|feb mars|mar april|apr maj juni|jun juli|jul augusti|aug september|sep oktober|okt november|nov december|dec',
  'januar|jan februar|feb marts|mar april|apr maj juni|jun juli|jul august|aug september|sep oktober|okt november|nov december|dec',
  'января|январь февраля|февраль марта|март апреля|апрель мая|май июня|июнь июля|июль августа|август сентября|сентябрь октября|октябрь ноября|ноябрь декабря|декабрь',
];

const MONTH_BY_NAME = new Map<string, number>();
for (const row of NAMES) {
  row.split(' ').forEach((spellings, index) => {
    for (const name of spellings.split('|')) if (!MONTH_BY_NAME.has(name)) MONTH_BY_NAME.set(name, index + 1);
  });
}

/** 1 to 12, or null for a word that is no month. */
export function monthOf(name: string): number | null {
  const plain = name.toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '').replace(/\.$/u, '');
  return MONTH_BY_NAME.get(plain) ?? MONTH_BY_NAME.get(name.toLowerCase().replace(/\.$/u, '')) ?? null;
}
