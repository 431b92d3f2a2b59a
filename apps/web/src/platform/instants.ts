import { useI18n } from 'vue-i18n'
import type { Translate } from './i18n.ts'

export type InstantFormat = 'full' | 'day' | 'hour'

/**
 * An instant as people say it. `full` always says day, hour and zone: a deadline without its zone is a promise
 * that two people read differently. `day` and `hour` are for lists whose heading says the rest.
 */
export function formatInstant(
  language: string,
  { t, te }: Translate,
  iso: string,
  zone: string,
  format: InstantFormat = 'full',
): string {
  const at = new Date(iso)
  const day = () =>
    firstOfMonth(
      language,
      new Intl.DateTimeFormat(regional(language), {
        weekday: 'long',
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        timeZone: zone,
      })
        .format(at)
        // Browsers differ on a comma after the English day of the week.
        .replace(',', ''),
    )
  if (format === 'day') return day()
  if (format === 'hour') return clock(language, at, zone)
  return `${day()} ${t('instants.at')} ${clock(language, at, zone)}, ${zoneName(language, { t, te }, at, zone)}`
}

export function useInstants() {
  const { t, te, locale } = useI18n({ useScope: 'global' })
  return {
    formatInstant: (iso: string, zone: string, format?: InstantFormat) =>
      formatInstant(locale.value, { t, te }, iso, zone, format),
    /** How the clock of that zone is called at that moment. */
    zoneName: (iso: string, zone: string) => zoneName(locale.value, { t, te }, new Date(iso), zone),
    /** A plain date (`2026-11-13`), which belongs to no zone. */
    formatDate: (date: string) =>
      firstOfMonth(
        locale.value,
        new Intl.DateTimeFormat(regional(locale.value), { dateStyle: 'long', timeZone: 'UTC' }).format(
          new Date(`${date}T00:00:00Z`),
        ),
      ),
    formatNumber: (value: number, options?: Intl.NumberFormatOptions) =>
      new Intl.NumberFormat(regional(locale.value), options).format(value),
    /** Money travels in cents. */
    formatEuros: (cents: number) =>
      new Intl.NumberFormat(regional(locale.value), {
        style: 'currency',
        currency: 'EUR',
        trailingZeroDisplay: 'stripIfInteger',
      }).format(cents / 100),
  }
}

/** French counts the first day of a month as such: le 1er janvier. */
function firstOfMonth(language: string, day: string): string {
  return language === 'en' ? day : day.replace(/(^| )1 (?=\p{L})/u, '$11er ')
}

function regional(language: string): string {
  return language === 'en' ? 'en-GB' : 'fr-FR'
}

function clock(language: string, at: Date, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ''
  return language === 'en'
    ? `${part('hour')}:${part('minute')}`
    : `${Number(part('hour'))}\u00a0h\u00a0${part('minute')}`
}

function zoneName(language: string, { t, te }: Translate, at: Date, zone: string): string {
  const key = `instants.zones.${zone.replaceAll('/', '_')}`
  if (te(key)) return t(key)
  const parts = new Intl.DateTimeFormat(regional(language), {
    timeZone: zone,
    timeZoneName: 'longGeneric',
  }).formatToParts(at)
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone
}
