/** How people call the clock there; elsewhere the name that the machine knows. */
const clocks: Readonly<Record<string, string>> = {
  UTC: 'temps universel',
  'Europe/Paris': 'heure de Paris',
  'America/Martinique': 'heure de la Martinique',
  'America/Guadeloupe': 'heure de la Guadeloupe',
  'America/Cayenne': 'heure de Cayenne',
  'America/Miquelon': 'heure de Saint-Pierre-et-Miquelon',
  'Indian/Reunion': 'heure de La Réunion',
  'Indian/Mayotte': 'heure de Mayotte',
  'Pacific/Noumea': 'heure de Nouméa',
  'Pacific/Tahiti': 'heure de Tahiti',
}

const made = new Map<string, Intl.DateTimeFormat>()
const mostMade = 200

/** Kept: making one takes longer than all else in a mail, and a whole call is written to at once. */
function formatOf(timeZone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${timeZone} ${JSON.stringify(options)}`
  const known = made.get(key)
  if (known) return known
  const format = new Intl.DateTimeFormat('fr-FR', { ...options, timeZone })
  if (made.size >= mostMade) made.clear()
  made.set(key, format)
  return format
}

const part = (at: Date, timeZone: string, options: Intl.DateTimeFormatOptions, type: string): string =>
  formatOf(timeZone, options)
    .formatToParts(at)
    .find((one) => one.type === type)?.value ?? ''

/** « mercredi 1er avril 2026 » */
export const frenchDay = (at: Date, timeZone: string): string =>
  formatOf(timeZone, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    .format(at)
    .replace(/ 1 (?=\p{L})/u, ' 1er ')

/** « 18 h 00 » */
export function frenchHour(at: Date, timeZone: string): string {
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const
  return `${Number(part(at, timeZone, clock, 'hour'))} h ${part(at, timeZone, clock, 'minute')}`
}

/** « heure de Paris » */
export const frenchClock = (at: Date, timeZone: string): string =>
  clocks[timeZone] ?? part(at, timeZone, { timeZoneName: 'longGeneric' }, 'timeZoneName')

/** As a mail says a deadline: « jeudi 5 mars 2026 à 10 h 00, heure de Paris ». Without its zone, two people read it differently. */
export const frenchMoment = (at: Date, timeZone: string): string =>
  `${frenchDay(at, timeZone)} à ${frenchHour(at, timeZone)}, ${frenchClock(at, timeZone)}`

/** From when to when, with the day, the hours and whose clock they are: a mail is read far from where it was written. */
export function frenchSpan({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }, timeZone: string): string {
  const [first, last] = [frenchDay(startsAt, timeZone), frenchDay(endsAt, timeZone)]
  const [from, to] = [frenchHour(startsAt, timeZone), frenchHour(endsAt, timeZone)]
  const span = first === last ? `${first}, de ${from} à ${to}` : `du ${first} à ${from} au ${last} à ${to}`
  return `${span} (${frenchClock(startsAt, timeZone)})`
}
