import { defaultTerminology, wordsOf, type Terminology } from '@essor/contracts'
import { defineQueryOptions, useQuery } from '@pinia/colada'
import { computed, inject, provide, type ComputedRef, type InjectionKey } from 'vue'
import { useI18n } from 'vue-i18n'
import { api } from './api.ts'
import { textValuesOf } from './season-word-forms.ts'

const seasonWordsQuery = defineQueryOptions((seasonId: string) => ({
  key: ['season', seasonId, 'words'],
  query: ({ signal }: { signal: AbortSignal }) =>
    api.get('/api/v1/seasons/{seasonId}/words', { path: { seasonId }, signal }),
}))

const givenKey: InjectionKey<ComputedRef<Terminology>> = Symbol('season words')
const usual = computed<Terminology>(() => defaultTerminology.season_2_months)

/**
 * The translator of what is said about one season: in its texts, `{teamWord}` and the like are the words of that season.
 * `season` is its id, or its terminology where it is known already; without it, the season is that of the part around,
 * which in the console is the one of the address.
 */
export function useSeasonText(season?: () => string | Terminology | undefined) {
  const { t, te, locale } = useI18n({ useScope: 'global' })
  const given = season ? giveWords(season) : inject(givenKey, usual)
  const words = computed(() => textValuesOf(wordsOf(given.value), locale.value))

  function translate(key: string, count: number): string
  function translate(key: string, values?: Record<string, unknown>, count?: number): string
  function translate(key: string, values: Record<string, unknown> | number = {}, count?: number): string {
    if (typeof values === 'number') return t(key, words.value, values)
    const all = { ...words.value, ...values }
    return count === undefined ? t(key, all) : t(key, all, count)
  }

  return { t: translate, te, locale, words }
}

function giveWords(season: () => string | Terminology | undefined): ComputedRef<Terminology> {
  const around = inject(givenKey, usual)
  const id = computed(() => {
    const asked = season()
    return typeof asked === 'string' ? asked : ''
  })
  const read = useQuery(() => ({ ...seasonWordsQuery(id.value), enabled: id.value !== '' }))
  const given = computed(() => {
    const asked = season()
    if (typeof asked === 'object') return asked
    return (asked && read.data.value) || around.value
  })
  provide(givenKey, given)
  return given
}
