import { screen, waitFor } from '@testing-library/vue'
import { expect, it } from 'vitest'
import { describedServer } from '../../../test/described-server.ts'
import { renderAt } from '../../../test/render.ts'
import { aMe } from '../../../test/season.ts'
import { features } from '../../router.ts'

const own = { event: 'nuit', team: 'tablée', structure: 'maison de quartier', participant: 'voisin·e' }
/** With a little of what stands around it. */
const usual = /.{0,40}(?:équipe|bénévole|participant·e|structure|saison).{0,40}/gi
const ofTheirOwn = /nuits?\b|tablées?|maisons? de quartier|voisin·es?/i

/** Pages that speak of many seasons at once, or of Essor itself: there the usual words are the right ones. */
const general = [
  'home',
  'not-found',
  'sign-in',
  'sign-in-link',
  'mailbox',
  'invitation',
  'own-home',
  'own-account',
  'own-keys',
  'own-calendar',
  'own-profile',
  'own-submissions',
  'own-reviews',
  'my-juries',
  'console-home',
  'console-new-season',
  'campaign-list',
  'delegation-list',
  'delegation-new',
  'delegation',
  'delegation-people',
  'delegation-audit',
]

/** Pages that have something to call by these words, with the examples that they are shown with. */
const calling = [
  'public-season',
  'enrol',
  'public-call',
  'public-campaign',
  'submission-file',
  'own-teams',
  'own-help',
  'season-calls',
  'season-decisions',
  'season-committee',
  'season-matching',
  'season-matching-run',
  'season-mentoring',
  'season-jury',
  'season-pitches',
  'season-results',
  'pitch-session',
  'pitch-screen',
  'console-season-settings',
]

/** What people wrote into the examples is theirs: they would have used the words of their season. */
const theirs: [RegExp, string][] = [
  [/saison/gi, 'nuit'],
  [/équipe/gi, 'tablée'],
  [/bénévole|participant·e/gi, 'voisin·e'],
  [/\bstructure/gi, 'maison de quartier'],
]

function inTheirWords(example: unknown): unknown {
  if (Array.isArray(example)) return example.map(inTheirWords)
  if (typeof example === 'string')
    return /^[a-z_]+$/.test(example) ? example : theirs.reduce((text, [word, by]) => text.replace(word, by), example)
  if (typeof example !== 'object' || example === null) return example
  if ('event' in example && 'team' in example && 'structure' in example && 'participant' in example) return own
  return Object.fromEntries(Object.entries(example).map(([name, value]) => [name, inTheirWords(value)]))
}

const grants = [{ id: 'g1', role: 'network_admin', scopeKind: 'network', scopeId: null }]
/** Any id will do, but where a page looks for its subject in a list. */
const id = '0199d3f0-4c1e-7a64-9d53-6c0f3ad1b2e7'
const pitchId = '0190f3a2-7c1d-7000-8000-000000000001'

const pages = features
  .flatMap(({ routes }) => routes)
  .filter(({ name, component }) => component && !general.includes(String(name)))
  .map(({ name, path }) => [
    String(name),
    path.replace(':slug', 'printemps').replace(':pitchId', pitchId).replaceAll(/:\w+/g, id),
  ])

/** Everything that the page says for itself: not the menus, which also lead elsewhere. */
async function saidAt(path: string): Promise<string> {
  describedServer((example, asked) => (asked === '/api/v1/me' ? aMe({ grants }) : inTheirWords(example)))
  await renderAt(path)
  const main = await screen.findByRole('main')
  await waitFor(() => {
    expect(main.querySelector('h1')).not.toBeNull()
    expect(screen.queryAllByText(/Chargement en cours/)).toEqual([])
    // The words themselves arrive like everything else: a moment later.
    expect(saidIn(main).match(usual) ?? []).toEqual([])
  })
  return saidIn(main)
}

const saidIn = (main: HTMLElement) =>
  [
    main.textContent,
    ...[...main.querySelectorAll('[aria-label],[placeholder],[title]')].flatMap((one) =>
      ['aria-label', 'placeholder', 'title'].map((name) => one.getAttribute(name) ?? ''),
    ),
  ].join('\n')

it.each(pages)('speaks of a season with its own words only: %s', async (name, path) => {
  const said = await saidAt(path)

  expect(said.length).toBeGreaterThan(40)
  expect(said).toMatch(calling.includes(name) ? ofTheirOwn : /\S/)
})
