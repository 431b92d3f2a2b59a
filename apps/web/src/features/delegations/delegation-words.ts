/** An address that can be said on the telephone: `Seine-Saint-Denis Habitat` gives `seine-saint-denis-habitat`. */
export const slugOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replace(/^-+|-+$/g, '')

const frenchZones = [
  'Europe/Paris',
  'America/Guadeloupe',
  'America/Martinique',
  'America/Cayenne',
  'America/Miquelon',
  'Indian/Reunion',
  'Indian/Mayotte',
  'Pacific/Noumea',
  'Pacific/Tahiti',
]

/** The zones of France, and the one already chosen when it is another. */
export const timeZones = (chosen: string, t: (key: string) => string): { value: string; label: string }[] =>
  [...new Set([...frenchZones, chosen])].map((zone) => ({
    value: zone,
    label: frenchZones.includes(zone) ? t(`delegations.zones.${zone.replace('/', '_')}`) : zone,
  }))
