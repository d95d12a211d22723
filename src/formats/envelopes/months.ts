/**
 * Short names of the months by locale, January to December, in lower case and without a final dot (`abmon` and
 * `ab_alt_mon` in the locales of glibc; a slash separates spellings of different versions).
 */
const NAMES: Readonly<Record<string, string>> = {
  C: 'jan feb mar apr may jun jul aug sep oct nov dec',
  bg: 'яну фев мар апр май юни юли авг сеп окт ное дек',
  ca: 'gen febr/feb març abr maig/mai juny/jun jul ag/ago set oct nov des',
  cs: 'led úno bře dub kvě čen čec srp zář říj lis pro',
  da: 'jan feb mar apr maj jun jul aug sep okt nov dec',
  de: 'jan/jän feb mär/mrz apr mai jun jul aug sep okt nov dez',
  el: 'ιαν φεβ μάρ/μαρ απρ μάι/μαΐ ιούν/ιουν ιούλ/ιουλ αύγ/αυγ σεπ/σεπτ οκτ νοέ/νοε δεκ',
  es: 'ene feb mar abr may jun jul ago sep/sept/set oct nov dic',
  et: 'jaan veebr märts apr mai juuni juuli aug sept okt nov dets',
  fi: 'tammi helmi maalis huhti touko kesä heinä elo syys loka marras joulu',
  fr: 'janv févr mars avril mai juin juil août sept oct nov déc',
  hr: 'sij vel/vlj ožu tra svi lip srp kol ruj lis stu pro',
  hu: 'jan febr/feb márc/már ápr máj jún júl aug szept/sze okt nov dec',
  it: 'gen feb mar apr mag giu lug ago set ott nov dic',
  lt: 'saus/sau vas kov bal/balan geg birž/bir liep/lie rugp/rgp rugs/rgs spal/spa lapkr/lap gruod/grd',
  lv: 'jan/janv feb/febr mar/marts apr mai/maijs jūn jūl aug sep/sept okt nov dec',
  nb: 'jan feb mars/mar april/apr mai juni/jun juli/jul aug sep/sept okt nov des',
  nl: 'jan feb mrt apr mei jun jul aug sep okt nov dec',
  pl: 'sty lut mar kwi maj cze lip sie wrz paź lis gru',
  pt: 'jan fev mar abr mai jun jul ago set out nov dez',
  ro: 'ian feb mar apr mai iun iul aug sep/sept oct nov/noi dec',
  ru: 'янв фев мар апр мая/май июн/июня июл/июля авг сен/сент окт ноя/нояб дек',
  sk: 'jan feb mar apr máj jún júl aug sep okt nov dec',
  sl: 'jan feb mar apr maj jun jul avg sep okt nov dec',
  sr: 'јан феб мар апр мај јун јул авг сеп окт нов дец',
  sv: 'jan feb mar apr maj jun jul aug sep okt nov dec',
  tr: 'oca şub mar nis may haz tem ağu eyl eki kas ara',
  uk: 'січ лют бер кві/квіт тра/трав чер/черв лип сер/серп вер жов лис/лист гру/груд',
}

/** Month from 0 for January; `ambiguous` where the name is that of several, by locale or because bytes of it are lost. */
export type Month = number | 'ambiguous'

function tableOf(names: Readonly<Record<string, string>>): ReadonlyMap<string, Month> {
  const months = new Map<string, Month>()
  for (const locale of Object.values(names))
    for (const [month, spellings] of locale.split(' ').entries())
      for (const name of spellings.split('/')) {
        const known = months.get(name) ?? month
        months.set(name, known === month ? month : 'ambiguous')
      }
  return months
}

const MONTHS = tableOf(NAMES)
const NUMBERED = /^(\d{1,2})[月월]$/
/** Replaces a byte that is not UTF-8; a log in Latin-1 or Latin-2 has one for each letter that is not ASCII. */
const LOST = '\ufffd'
const LONGEST_NAME = 12

/** Whatever name of the same length may have stood there. */
function withLostBytes(name: string): Month | null {
  const letters = [...name]
  const fits = ([known]: readonly [string, Month]): boolean =>
    known.length === name.length && letters.every((letter, at) => letter === LOST || letter === known[at])
  const found = new Set([...MONTHS].filter(fits).map(([, month]) => month))
  const [first, ...more] = found
  return first === undefined ? null : more.length > 0 ? 'ambiguous' : first
}

/** What month a short name stands for (`Okt`, `août`, `déc.`, `10月`), in any locale of the table; null for no name. */
export function monthOf(printed: string): Month | null {
  if (printed.length > LONGEST_NAME) return null
  const name = printed.toLowerCase().replace(/\.$/, '')
  const number = NUMBERED.exec(name)?.[1]
  if (number !== undefined) return Number(number) >= 1 && Number(number) <= 12 ? Number(number) - 1 : null
  return name.includes(LOST) ? withLostBytes(name) : (MONTHS.get(name) ?? null)
}
