const zones: Readonly<Record<string, string>> = {
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

/** As a mail says a deadline: « jeudi 5 mars 2026 à 10 h 00, heure de Paris ». Without its zone, two people read it differently. */
export function momentInWords(at: Date, timeZone: string): string {
  const parts = new Intl.DateTimeFormat('fr-FR', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
    timeZoneName: 'longGeneric',
  }).formatToParts(at)
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
  const day = part('day') === '1' ? '1er' : part('day')
  const clock = `${Number(part('hour'))} h ${part('minute')}`
  return `${part('weekday')} ${day} ${part('month')} ${part('year')} à ${clock}, ${zones[timeZone] ?? part('timeZoneName')}`
}
