import { beforeAll, expect, it } from 'vitest'
import { faultsInBothThemes, faultsOf } from './accessibility.ts'
import { ask, desktop, phone, seasonId, useBrowser } from './browser.ts'
import { addressOf, routePaths } from './routes.ts'

const { visit } = useBrowser()

type Params = Record<string, string>
interface List {
  items: ({ id: string; title: string; status: string } & Params)[]
}

/** What the addresses need, found out before the visits begin. */
const ids: Params = { unknown: 'une-adresse-qui-n-existe-pas' }
const slug = 'marathon-solidaire-en-cours'

/** Each route of the SPA, with someone who has something to see there. */
const pages: Record<string, Record<string, () => Params>> = {
  '': {
    home: () => ({}),
    'not-found': () => ({}),
    'sign-in': () => ({}),
    'sign-in-link': () => ({}),
    mailbox: () => ({}),
    invitation: () => ({}),
    'join-submission': () => ({}),
    'public-season': () => ({ slug: 'prochain-marathon-solidaire' }),
    'public-campaign': () => ({ slug: 'voisins-solidaires' }),
    'public-call': () => ({ callId: ids['openCallId']! }),
    'pitch-screen': () => ({ slug }),
    'public-results': () => ({ slug: 'opac-amiens-2018' }),
  },
  'lea.fournier': {
    'own-home': () => ({}),
    'own-account': () => ({}),
    'own-keys': () => ({}),
    'own-announcements': () => ({}),
    'own-calendar': () => ({}),
    'own-profile': () => ({}),
    'own-teams': () => ({}),
    'own-time': () => ({}),
    'own-needs': () => ({}),
    'own-help': () => ({}),
    'ask-for-help': () => ({}),
    'rank-projects': () => ({}),
    ticket: () => ({}),
    enrol: () => ({ slug: 'prochain-marathon-solidaire' }),
  },
  'brigitte.lenoir': {
    'own-submissions': () => ({}),
    'own-submission': () => ({ submissionId: ids['toCorrectId']! }),
    'submission-file': () => ({ submissionId: ids['draftId']! }),
    'submission-people': () => ({ submissionId: ids['draftId']! }),
    'submission-confidentiality': () => ({ submissionId: ids['draftId']! }),
  },
  'nadege.carpentier': {
    'own-reviews': () => ({}),
    'own-review': () => ({}),
    'own-committee': () => ({ callId: ids['readCallId']! }),
    'own-interviews': () => ({ callId: ids['readCallId']! }),
  },
  'pascale.morel': {
    'help-thread': () => ({}),
    'mentor-fields': () => ({}),
  },
  'monique.vasseur': {
    'my-juries': () => ({}),
    'my-jury': () => ({}),
    'score-sheet': () => ({}),
  },
  'hugo.lemaire': {
    'console-home': () => ({}),
    'console-new-season': () => ({}),
    'console-season': () => ({}),
    'console-timeline': () => ({}),
    'console-sites': () => ({}),
    'console-sessions': () => ({}),
    'console-session-registrations': () => ({ sessionId: ids['workshopId']! }),
    'console-enrolments': () => ({}),
    'console-places': () => ({}),
    'console-check-in': () => ({}),
    'own-check-in': () => ({}),
    'console-people-import': () => ({}),
    'console-budget': () => ({}),
    'console-tally': () => ({}),
    'console-season-settings': () => ({}),
    'season-promises': () => ({}),
    'season-needs': () => ({}),
    'season-needs-summary': () => ({}),
    'delegation-list': () => ({}),
    delegation: () => ({}),
    'season-people': () => ({}),
    'campaign-list': () => ({}),
    'season-announcements': () => ({}),
    'season-announcement-new': () => ({}),
    'season-announcement': () => ({}),
    'season-calls': () => ({ seasonId: ids['seasonToComeId']! }),
    'new-call': () => ({ seasonId: ids['seasonToComeId']! }),
    'season-framing-questions': () => ({ seasonId: ids['seasonToComeId']! }),
    'season-call': () => ({ seasonId: ids['seasonToComeId']!, callId: ids['readCallId']! }),
    'change-call': () => ({ seasonId: ids['seasonToComeId']!, callId: ids['openCallId']! }),
    'call-form': () => ({ seasonId: ids['seasonToComeId']!, callId: ids['openCallId']! }),
    'call-opening': () => ({ seasonId: ids['seasonToComeId']!, callId: ids['openCallId']! }),
    'late-files': () => ({ seasonId: ids['seasonToComeId']!, callId: ids['openCallId']! }),
    'season-decisions': () => ({ seasonId: ids['seasonToComeId']!, callId: ids['answeredCallId']! }),
    'season-committee': () => ({ seasonId: ids['seasonToComeId']!, callId: ids['readCallId']! }),
    'season-assignment': () => ({ seasonId: ids['seasonToComeId']!, callId: ids['readCallId']! }),
    'season-answer-words': () => ({ seasonId: ids['seasonToComeId']!, callId: ids['readCallId']! }),
    'season-submissions-import': () => ({ seasonId: ids['seasonToComeId']!, callId: ids['openCallId']! }),
    'season-projects': () => ({}),
    'call-laureates': () => ({}),
    'call-confidentiality': () => ({ seasonId: ids['seasonToComeId']!, callId: ids['openCallId']! }),
    'own-confidential': () => ({}),
    'confidential-file': () => ({ submissionId: ids['acceptedId']! }),
    'review-settings': () => ({ seasonId: ids['seasonToComeId']!, callId: ids['readCallId']! }),
    'season-interviews': () => ({ seasonId: ids['seasonToComeId']!, callId: ids['readCallId']! }),
    'season-submission': () => ({ submissionId: ids['acceptedId']! }),
    'season-matching': () => ({}),
    'season-matching-run': () => ({}),
    'project-terms': () => ({}),
    'matching-comparison': () => ({}),
    'season-offers': () => ({}),
    'season-mentoring': () => ({}),
    'season-help-thread': () => ({}),
    'season-jury': () => ({}),
    'season-pitches': () => ({}),
    'pitch-session': () => ({}),
    'season-results': () => ({}),
  },
  'claire.delattre': {
    'delegation-new': () => ({}),
    'delegation-people': () => ({}),
    'delegation-audit': () => ({}),
    'campaign-new': () => ({}),
    campaign: () => ({}),
  },
}

beforeAll(async () => {
  const hugo = await visit({ as: 'hugo.lemaire' })
  const first = async (path: string) => (await ask<List>(hugo, path)).items[0]!
  ids['seasonId'] = await seasonId(hugo, slug)
  ids['seasonToComeId'] = await seasonId(hugo, 'prochain-marathon-solidaire')
  ids['callId'] = (await first(`/seasons/${ids['seasonId']}/calls`)).id
  const calls = await ask<List>(hugo, `/seasons/${ids['seasonToComeId']}/calls`)
  ids['openCallId'] = calls.items.find(({ status }) => status === 'open')!.id
  ids['readCallId'] = calls.items.find(({ title }) => title === 'Mieux vivre dans nos résidences')!.id
  ids['answeredCallId'] = calls.items.find(({ title }) => title === 'Petits coups de pouce')!.id
  ids['runId'] = (await first(`/seasons/${ids['seasonId']}/matching-runs`)).id
  ids['helpRequestId'] = (await first(`/seasons/${ids['seasonId']}/help-requests`)).id
  ids['sessionId'] = (await first(`/seasons/${ids['seasonId']}/pitch-sessions`)).id
  ids['announcementId'] = (await first(`/seasons/${ids['seasonId']}/announcements`)).id
  ids['campaignId'] = (await first('/public/campaigns')).id
  const sessions = await ask<Params[]>(hugo, `/seasons/${ids['seasonId']}/sessions`)
  ids['workshopId'] = sessions.find(({ title }) => title === 'Atelier : faire connaître son projet')!['id']!
  const delegations = await ask<{ items: Params[] }>(hugo, '/delegations')
  ids['delegationId'] = delegations.items.find((one) => one['slug'] === 'vallee-claire')!['id']!
  const brigitte = await visit({ as: 'brigitte.lenoir' })
  const files = (await ask<List>(brigitte, '/me/submissions')).items
  ids['draftId'] = files.find(({ status }) => status === 'draft')!.id
  ids['toCorrectId'] = files.find(({ status }) => status === 'correction_asked')!.id
  ids['acceptedId'] = files.find(({ callId }) => callId === ids['callId'])!.id
  const nadege = await visit({ as: 'nadege.carpentier' })
  ids['reviewId'] = (await ask<List>(nadege, '/me/reviews')).items[0]!.id
  const lea = await visit({ as: 'lea.fournier' })
  ids['teamId'] = (await ask<Params[]>(lea, '/me/teams'))[0]!['id']!
  const own = await ask<{ items: Params[] }>(lea, '/me/enrolments?limit=100')
  ids['enrolmentId'] = own.items.find((one) => one['seasonId'] === ids['seasonId'])!['id']!
  const monique = await visit({ as: 'monique.vasseur' })
  ids['pitchId'] = (await ask<Params[]>(monique, '/me/next'))[0]!['subjectId']!
})

it('names someone for every route of the application', () => {
  const named = Object.values(pages).flatMap((routes) => Object.keys(routes))

  expect(named.toSorted()).toEqual([...routePaths.keys()].toSorted())
})

for (const [as, routes] of Object.entries(pages)) {
  it(`shows ${as || 'anyone'} pages that all can read: ${Object.keys(routes).join(', ')}`, async () => {
    const { page } = await visit(as ? { as } : {})
    const faults: Record<string, string[]> = {}

    for (const [name, params] of Object.entries(routes)) {
      const address = addressOf(name, { ...ids, ...params() })
      await page.setViewportSize(phone)
      await page.goto(address)
      const found = await faultsInBothThemes(page)
      if (new URL(page.url()).pathname !== address) found.push(`led to ${page.url()}`)
      if ((await page.locator('h1').count()) !== 1) found.push('has not one title')
      if (!/^(.+ · )?Essor$/.test(await page.title())) found.push(`is named ${await page.title()}`)
      if (address.startsWith('/pilotage')) {
        await page.setViewportSize(desktop)
        found.push(...(await faultsOf(page)))
      }
      if (found.length > 0) faults[name] = found
    }

    expect(faults).toEqual({})
  })
}
