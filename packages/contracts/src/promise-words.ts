import type { PromiseRhythm, PromiseUnit } from './promises.ts'

/** What a promise says, before it is put into words. Days are those of the calendar of the season, as `2026-04-01`. */
export interface PromiseTerms {
  unit: PromiseUnit
  amount: number
  rhythm: PromiseRhythm
  startsOn: string
  endsOn: string
}

/** What a block of time stands for in minutes when times are added up: a day is seven hours, an evening three. */
export const unitMinutes: Record<PromiseUnit, number> = { day: 420, evening: 180, hour: 60 }

export interface ToldPromise extends PromiseTerms {
  /** How many days it runs, the first and the last included. */
  days: number
  /** How many blocks in all; `exact` is false where a rhythm does not come out even over these days. */
  total: number
  exact: boolean
  minutes: number
}

/** Adds a promise up. Plain days are counted, so that no change of clock makes it longer or shorter. */
export function tellPromise(terms: PromiseTerms): ToldPromise {
  const days = daysOf(terms)
  const exactTotal = terms.rhythm === 'total' ? terms.amount : (terms.amount * days) / 7
  const total = Math.round(exactTotal)
  return { ...terms, days, total, exact: total === exactTotal, minutes: total * unitMinutes[terms.unit] }
}

export const daysOf = ({ startsOn, endsOn }: Pick<PromiseTerms, 'startsOn' | 'endsOn'>): number =>
  Math.round((Date.parse(endsOn) - Date.parse(startsOn)) / 86_400_000) + 1

type Language = 'fr' | 'en'

const units: Record<Language, Record<PromiseUnit, [one: string, many: string]>> = {
  fr: { day: ['journée', 'journées'], evening: ['soirée', 'soirées'], hour: ['heure', 'heures'] },
  en: { day: ['day', 'days'], evening: ['evening', 'evenings'], hour: ['hour', 'hours'] },
}

/** The heart of a sentence: « 2 soirées par semaine, du 1er avril au 31 mai, soit environ 17 soirées ». */
export function promisePhrase(terms: PromiseTerms, language: Language): string {
  const { unit, amount, rhythm, total, exact } = tellPromise(terms)
  const blocks = (count: number) => `${count}\u00a0${units[language][unit][count === 1 ? 0 : 1]}`
  const weekly = rhythm === 'per_week'
  const when = periodPhrase(terms, language)
  if (language === 'en') {
    const inAll = weekly ? `, ${exact ? '' : 'about '}${blocks(total)} in all` : ''
    return `${blocks(amount)}${weekly ? ' a week' : ''}, ${when}${inAll}`
  }
  const inAll = weekly ? `, soit ${exact ? '' : 'environ '}${blocks(total)}` : ''
  return `${blocks(amount)}${weekly ? ' par semaine' : ''}, ${when}${inAll}`
}

function periodPhrase({ startsOn, endsOn }: PromiseTerms, language: Language): string {
  const sameYear = startsOn.slice(0, 4) === endsOn.slice(0, 4)
  const from = dayPhrase(startsOn, language, !sameYear)
  if (startsOn === endsOn) return language === 'en' ? `on ${from}` : `le ${from}`
  const to = dayPhrase(endsOn, language, !sameYear)
  // Within one month it is named once: du 21 au 22 novembre.
  const first = startsOn.slice(0, 7) === endsOn.slice(0, 7) ? from.split(' ')[0]! : from
  return language === 'en' ? `from ${first} to ${to}` : `du ${first} au ${to}`
}

/** French counts the first day of a month as such: le 1er avril. */
function dayPhrase(day: string, language: Language, withYear: boolean): string {
  const phrase = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'fr-FR', {
    day: 'numeric',
    month: 'long',
    ...(withYear && { year: 'numeric' as const }),
    timeZone: 'UTC',
  }).format(new Date(`${day}T00:00:00Z`))
  return language === 'en' ? phrase : phrase.replace(/^1 /, '1er ')
}

/** An amount of time in words: « 34 heures », « 1 h 30 », « 45 minutes ». */
export function durationPhrase(minutes: number, language: Language): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60]
  const named = (count: number, [one, many]: readonly [string, string]) =>
    `${count}\u00a0${count === 1 || (count === 0 && language === 'fr') ? one : many}`
  if (rest === 0) return named(hours, units[language].hour)
  if (hours === 0) return named(rest, ['minute', 'minutes'])
  return `${hours}\u00a0h\u00a0${String(rest).padStart(2, '0')}`
}
