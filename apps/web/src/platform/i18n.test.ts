import { expect, it } from 'vitest'
import { createEssorI18n } from './i18n.ts'

it('counts as French does: nothing is singular, unless it has words of its own', () => {
  const { t } = createEssorI18n('fr').global
  const said = (key: string) => [0, 1, 2].map((count) => t(key, { count }, count))

  expect(said('matching.run.people')).toEqual(['0 personne', '1 personne', '2 personnes'])
  expect(said('matching.summary.anyWish')[0]).toBe('Personne n’a un de ses vœux.')
})
