import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { describe, expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aMe, aSeason, listOf } from '../../../../test/season.ts'
import { aProblem, stubServer } from '../../../../test/server.ts'

const siteId = '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7'
const teamId = '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e8'

const announcement = {
  id: 'a1',
  seasonId: 's1',
  subject: 'Venez plus tôt',
  text: 'Un café vous attend.',
  audience: { everyone: true, statuses: [], siteIds: [], teamIds: [], roles: [] },
  onSeasonPage: false,
  status: 'draft',
  recipientCount: null,
  sentAt: null,
  version: 2,
  createdAt: '2026-03-02T09:00:00.000Z',
}
const preview = {
  version: 2,
  recipients: 24,
  firstNames: ['Amélie Martin', 'Karim Benali'],
  mail: { subject: 'Venez plus tôt : Printemps solidaire', text: 'Bonjour,\n\nUn café vous attend.' },
}
const one = '/api/v1/seasons/s1/announcements/a1'
const organiser = aMe({ grants: [{ id: 'g1', role: 'organiser', scopeKind: 'season', scopeId: 's1' }] })
const answers = {
  'GET /api/v1/me': { body: organiser },
  'GET /api/v1/seasons/s1': { body: aSeason() },
  'GET /api/v1/seasons/s1/sites': { body: [{ id: siteId, name: 'Gare', kind: 'place' }] },
  'GET /api/v1/seasons/s1/teams?limit=100': listOf([{ id: teamId, name: 'Équipe Jardin' }]),
  [`GET ${one}`]: { body: announcement },
  [`GET ${one}/preview`]: { body: preview },
}

describe('writing an announcement', () => {
  it('saves a draft for the groups that were chosen, and leads to what it will look like', async () => {
    const server = stubServer({
      ...answers,
      'POST /api/v1/seasons/s1/announcements': { status: 201, body: announcement },
    })
    const { router } = await renderAt('/pilotage/saisons/s1/annonces/nouvelle')

    await userEvent.type(await screen.findByRole('textbox', { name: /Objet/ }), 'Venez plus tôt')
    await userEvent.type(screen.getByRole('textbox', { name: /Message/ }), 'Un café vous attend.')
    await userEvent.click(screen.getByRole('checkbox', { name: 'Mentors' }))
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Gare' }))
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Équipe Jardin' }))
    await userEvent.click(screen.getByRole('button', { name: 'Enregistrer et relire' }))

    await waitFor(() => expect(router.currentRoute.value.path).toBe('/pilotage/saisons/s1/annonces/a1'))
    expect(server.callsTo('POST', '/api/v1/seasons/s1/announcements').map(({ body }) => body)).toEqual([
      {
        subject: 'Venez plus tôt',
        text: 'Un café vous attend.',
        audience: { everyone: true, statuses: [], siteIds: [siteId], teamIds: [teamId], roles: ['mentor'] },
        onSeasonPage: false,
      },
    ])
  })

  it('says beside the groups that it is for nobody', async () => {
    stubServer({
      ...answers,
      'POST /api/v1/seasons/s1/announcements': aProblem(400, 'invalid_input', {
        errors: [{ path: 'audience', message: 'For nobody.', code: 'for_nobody' }],
      }),
    })
    await renderAt('/pilotage/saisons/s1/annonces/nouvelle')
    await userEvent.type(await screen.findByRole('textbox', { name: /Objet/ }), 'A')
    await userEvent.type(screen.getByRole('textbox', { name: /Message/ }), 'B')
    await userEvent.click(screen.getByRole('checkbox', { name: /Toutes les personnes qui viennent/ }))
    await userEvent.click(screen.getByRole('button', { name: 'Enregistrer et relire' }))

    expect((await screen.findByRole('alert')).textContent).toContain('Choisissez pour qui')
  })
})

describe('sending an announcement', () => {
  const pressSend = async () => {
    await userEvent.click(await screen.findByRole('button', { name: 'Envoyer à 24 personnes' }))
    const dialog = await screen.findByRole('dialog', { name: 'Envoyer à 24 personnes\u00a0?' })
    await userEvent.click(within(dialog).getByRole('button', { name: 'Envoyer à 24 personnes' }))
  }

  it('shows whom it reaches and what they will read, then sends just that', async () => {
    const server = stubServer({ ...answers, [`POST ${one}/send`]: { body: announcement } })
    await renderAt('/pilotage/saisons/s1/annonces/a1')

    expect(await screen.findByText('24 personnes la recevront')).toBeTruthy()
    expect(screen.getByText(/Amélie Martin et Karim Benali/)).toBeTruthy()
    expect(screen.getByText(/Un café vous attend/)).toBeTruthy()
    server.answers[`GET ${one}`] = {
      body: { ...announcement, status: 'sent', recipientCount: 24, sentAt: '2026-03-02T10:00:00.000Z', version: 3 },
    }
    await pressSend()

    expect(await screen.findByText('Envoyée à 24 personnes')).toBeTruthy()
    expect(server.callsTo('POST', `${one}/send`).map(({ body, headers }) => [body, headers['if-match']])).toEqual([
      [{ recipients: 24 }, '"2"'],
    ])
  })

  it('asks to read again when the number of people has changed', async () => {
    const server = stubServer({ ...answers, [`POST ${one}/send`]: aProblem(409, 'announcement_audience_changed') })
    await renderAt('/pilotage/saisons/s1/annonces/a1')
    await screen.findByText('24 personnes la recevront')
    server.answers[`GET ${one}/preview`] = { body: { ...preview, recipients: 25 } }

    await pressSend()

    expect(await screen.findByText(/Le nombre de personnes a changé/)).toBeTruthy()
    expect(await screen.findByRole('button', { name: 'Envoyer à 25 personnes' })).toBeTruthy()
  })

  it('cannot be sent to nobody, nor before the season is published', async () => {
    stubServer({ ...answers, [`GET ${one}/preview`]: { body: { ...preview, recipients: 0, firstNames: [] } } })
    await renderAt('/pilotage/saisons/s1/annonces/a1')

    expect(await screen.findByText(/Personne ne fait partie de ces groupes/)).toBeTruthy()
    expect(screen.getByRole('button', { name: 'Montrer sur la page publique' }).hasAttribute('disabled')).toBe(true)
  })
})

describe('reading announcements', () => {
  it('lists drafts and sent ones to organisers', async () => {
    const sent = {
      ...announcement,
      id: 'a2',
      subject: 'Merci',
      status: 'sent',
      recipientCount: 1,
      sentAt: '2026-03-02T10:00:00.000Z',
    }
    stubServer({ ...answers, 'GET /api/v1/seasons/s1/announcements': listOf([announcement, sent]) })
    await renderAt('/pilotage/saisons/s1/annonces')

    const link = await screen.findByRole('link', { name: 'Venez plus tôt' })

    expect(link.getAttribute('href')).toBe('/pilotage/saisons/s1/annonces/a1')
    expect([screen.getByText('Brouillon'), screen.getByText('Envoyée à 1 personne')]).toHaveLength(2)
  })

  it('shows me what was written to me', async () => {
    const mine = {
      id: 'a1',
      subject: 'Venez plus tôt',
      text: 'Un café vous attend.',
      sentAt: '2026-03-02T10:00:00.000Z',
      seasonId: 's1',
      seasonName: 'Printemps solidaire',
      seasonSlug: 'printemps',
      terminology: aSeason().terminology,
    }
    stubServer({ 'GET /api/v1/me': { body: aMe() }, 'GET /api/v1/me/announcements': listOf([mine]) })
    await renderAt('/mon-espace/annonces')

    const article = await screen.findByRole('article')

    expect(within(article).getByRole('heading', { name: 'Venez plus tôt' })).toBeTruthy()
    expect(within(article).getByText('Un café vous attend.')).toBeTruthy()
    expect(within(article).getByRole('link', { name: 'Printemps solidaire' }).getAttribute('href')).toBe(
      '/saisons/printemps',
    )
  })

  it('says so when nobody has written yet', async () => {
    stubServer({ 'GET /api/v1/me': { body: aMe() }, 'GET /api/v1/me/announcements': listOf([]) })
    await renderAt('/mon-espace/annonces')

    expect(await screen.findByText('Aucun message pour le moment')).toBeTruthy()
  })
})
