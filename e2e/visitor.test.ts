import { expect, it } from 'vitest'
import { expectAccessibleInBothThemes, phone, useBrowser } from './browser.ts'

const { visit } = useBrowser()

it('shows anyone what Essor is, on a phone, in French and in English', async () => {
  const { page } = await visit({ viewport: phone })

  await page.goto('/')
  await expectAccessibleInBothThemes(page)
  await page.goto('/connexion')
  await expectAccessibleInBothThemes(page)
  await page.goto('/une-adresse-qui-n-existe-pas')
  await expectAccessibleInBothThemes(page)

  expect(await page.title()).toContain('Essor')
})
