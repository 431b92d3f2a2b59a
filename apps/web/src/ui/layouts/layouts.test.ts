import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { defineComponent, h, ref } from 'vue'
import { describe, expect, it } from 'vitest'
import { renderAt } from '../../../test/render.ts'
import { aProblem, stubServer } from '../../../test/server.ts'
import type { FeatureRoutes } from '../../platform/navigation.ts'

const page = (title: string) => defineComponent({ render: () => h('h1', title) })
const own = { space: 'own', needsSession: true } as const
const console = { space: 'console', needsSession: true } as const
const feature: FeatureRoutes = {
  routes: [
    { path: '/mon-espace', name: 'own-home', component: page('À faire'), meta: own },
    {
      path: '/mon-espace/equipe',
      name: 'own-team',
      component: page('Mon équipe'),
      meta: { ...own, titleKey: 'shell.ownSpace' },
    },
    { path: '/console', name: 'console-home', component: page('Mes saisons'), meta: console },
    { path: '/console/saisons/:seasonId/appel', name: 'console-call', component: page('Appel'), meta: console },
  ],
  ownEntries: [
    { to: 'own-team', labelKey: 'shell.who', icon: 'i-lucide-users-round', order: 2 },
    { to: 'own-home', labelKey: 'shell.ownSpace', icon: 'i-lucide-house', order: 1 },
  ],
  consoleEntries: [
    { to: 'console-home', labelKey: 'shell.seasons', icon: 'i-lucide-calendar-range', order: 1 },
    { to: 'console-call', labelKey: 'shell.how', icon: 'i-lucide-megaphone', order: 2 },
  ],
  consoleBanner: () => h('span', 'Saison d’Amiens'),
}
const me = { id: '1', name: 'Amélie Martin', email: 'amelie@exemple.fr', locale: 'fr', hasPassword: true, grants: [] }
const signedIn = { 'GET /api/v1/me': { body: me } }

function linksOf(navigation: HTMLElement) {
  return within(navigation)
    .getAllByRole('link')
    .map((link) => [link.textContent?.trim(), link.getAttribute('href'), link.getAttribute('aria-current')])
}

describe('the own space', () => {
  it('asks to sign in, and where to come back', async () => {
    stubServer({ 'GET /api/v1/me': aProblem(401, 'unauthenticated') })
    const { router } = await renderAt('/mon-espace/equipe', { more: [feature] })

    expect(router.currentRoute.value.fullPath).toBe('/connexion?retour=/mon-espace/equipe')
  })

  it('lists its pages in order and tells which one is shown', async () => {
    stubServer(signedIn)
    await renderAt('/mon-espace/equipe', { more: [feature] })

    expect(linksOf(screen.getByRole('navigation', { name: 'Mon espace' }))).toEqual([
      ['Mon espace', '/mon-espace', null],
      ['Pour qui', '/mon-espace/equipe', 'page'],
    ])
    await waitFor(() => expect(document.title).toBe('Mon espace · Essor'))
  })

  it('keeps at most five tabs on a phone, the others under one more, and only those that concern the person', async () => {
    const entry = (order: number, concerned?: boolean) => ({
      to: 'own-home',
      labelKey: `shell.${['seasons', 'how', 'who', 'ownSpace', 'console', 'licence', 'signIn'][order]}`,
      icon: 'i-lucide-house',
      order,
      ...(concerned !== undefined && { concerns: () => ref(concerned) }),
    })
    const entries = [entry(0), entry(1, false), entry(2, true), entry(3), entry(4), entry(5), entry(6)].map(
      (made, index) => ({ ...made, to: `own-${index}` }),
    )
    stubServer(signedIn)
    await renderAt('/mon-espace/0', {
      more: [
        {
          routes: entries.map(({ to }, index) => ({
            path: `/mon-espace/${index}`,
            name: to,
            component: page(to),
            meta: own,
          })),
          ownEntries: entries,
        },
      ],
    })

    const hiddenOnPhones = within(screen.getByRole('navigation', { name: 'Mon espace' }))
      .getAllByRole('listitem')
      .map((item) => [item.textContent?.trim(), item.className.includes('max-md:hidden')])
    expect(hiddenOnPhones).toEqual([
      ['Saisons', false],
      ['Pour qui', false],
      ['Mon espace', false],
      ['Organiser', false],
      ['Logiciel libre, licence AGPL', true],
      ['Se connecter', true],
      ['Plus', false],
    ])

    await userEvent.click(screen.getByRole('button', { name: 'Plus' }))
    const sheet = within(await screen.findByRole('dialog', { name: 'Plus' }))
    expect(sheet.getAllByRole('link').map((link) => link.textContent?.trim())).toEqual([
      'Logiciel libre, licence AGPL',
      'Se connecter',
    ])
  })

  it('says where people are invented, and where to read the mails', async () => {
    stubServer({ ...signedIn, 'GET /api/v1/demo': { body: { enabled: true, keepsMails: true, accounts: [] } } })
    await renderAt('/mon-espace', { more: [feature] })

    const notice = within(await screen.findByRole('complementary', { name: 'Démonstration' }))
    expect(notice.getByText(/ces personnes, ces structures et ces projets sont inventés/)).toBeTruthy()
    expect(notice.getByRole('link').getAttribute('href')).toBe('/mailbox')
  })

  it('moves the focus to the heading of the page that opens', async () => {
    stubServer(signedIn)
    await renderAt('/mon-espace', { more: [feature] })

    await userEvent.click(screen.getByRole('link', { name: 'Pour qui' }))

    await waitFor(() => expect(document.activeElement?.textContent).toBe('Mon équipe'))
  })

  it('lets the person out', async () => {
    const server = stubServer({ ...signedIn, 'DELETE /api/v1/session': { status: 204 } })
    const { router } = await renderAt('/mon-espace', { more: [feature] })

    await userEvent.click(screen.getByRole('button', { name: 'Amélie Martin' }))
    await userEvent.click(await screen.findByRole('menuitem', { name: 'Se déconnecter' }))

    await waitFor(() => expect(router.currentRoute.value.name).toBe('home'))
    expect(server.callsTo('DELETE', '/api/v1/session')).toHaveLength(1)
    expect(await screen.findByRole('link', { name: 'Se connecter' })).toBeTruthy()
  })
})

describe('the console', () => {
  it('shows the pages of the season that it is in, and which season', async () => {
    stubServer(signedIn)
    await renderAt('/console/saisons/42/appel', { more: [feature] })

    expect(linksOf(screen.getByRole('navigation', { name: 'Saison' }))).toEqual([
      ['Comment ça marche', '/console/saisons/42/appel', 'page'],
    ])
    expect(linksOf(screen.getByRole('navigation', { name: 'Organisation' }))).toEqual([['Saisons', '/console', null]])
    expect(within(screen.getByRole('banner')).getByText('Saison d’Amiens')).toBeTruthy()
  })

  it('shows no page of a season outside of one', async () => {
    stubServer(signedIn)
    await renderAt('/console', { more: [feature] })

    expect(screen.queryByRole('navigation', { name: 'Saison' })).toBeNull()
    expect(screen.queryByText('Saison d’Amiens')).toBeNull()
  })
})

describe('every space', () => {
  it('speaks the language that was chosen, and keeps it', async () => {
    stubServer({})
    await renderAt('/')

    await userEvent.click(screen.getByRole('button', { name: 'en English' }))

    expect(await screen.findByRole('heading', { name: 'Seasons' })).toBeTruthy()
    expect([document.documentElement.lang, localStorage.getItem('essor.language')]).toEqual(['en', 'en'])
  })

  it('lets the keyboard skip to the content', async () => {
    stubServer({})
    await renderAt('/')

    await userEvent.click(screen.getByRole('link', { name: 'Aller au contenu' }))

    expect(document.activeElement).toBe(screen.getByRole('main'))
  })

  it('says that an address leads nowhere', async () => {
    stubServer({})
    await renderAt('/nulle/part')

    expect(await screen.findByRole('heading', { name: 'Cette page s’est envolée' })).toBeTruthy()
  })
})
