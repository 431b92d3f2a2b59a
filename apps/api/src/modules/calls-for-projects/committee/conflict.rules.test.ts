import { expect, it } from 'vitest'
import {
  canBeDismissed,
  conflictsBetween,
  isInForce,
  structureKey,
  type FileTies,
  type ReviewerTies,
} from './conflict.rules.ts'
import { isExpert } from './expertise.rules.ts'
import { isTelling } from './mail-domains.ts'

const aFile = (over: Partial<FileTies> = {}): FileTies => ({
  id: 'file',
  structure: 'Amicale des locataires',
  sirets: [],
  holders: [{ personId: 'holder', domain: 'gmail.com' }],
  ...over,
})

const aReviewer = (over: Partial<ReviewerTies> = {}): ReviewerTies => ({
  id: 'reviewer',
  domain: 'gmail.com',
  structures: [],
  sirets: [],
  coached: [],
  declared: [],
  ...over,
})

const sourcesOf = (file: FileTies, reviewer: ReviewerTies) =>
  conflictsBetween([file], [reviewer], []).flatMap(({ sources }) => sources.map(({ source }) => source))

it('knows a structure by its name, however it is written', () => {
  const same = ['Association des Locataires', 'asso. les locataires', 'LOCATAIRES (L’Association)']
  expect(new Set(same.map(structureKey))).toEqual(new Set(['locataires']))
  expect(structureKey('Régie de quartier Étouvie')).toBe('regie quartier etouvie')
  expect(structureKey('Le Collectif')).toBe('le collectif')
  expect(structureKey(' – ')).toBe('')
})

it('sees each kind of tie, and none between strangers', () => {
  expect(sourcesOf(aFile(), aReviewer())).toEqual([])
  expect(sourcesOf(aFile(), aReviewer({ structures: ['L’amicale des locataires'] }))).toEqual(['same_structure'])
  expect(sourcesOf(aFile({ sirets: ['73282932000074'] }), aReviewer({ sirets: ['73282932000074'] }))).toEqual([
    'same_structure',
  ])
  expect(sourcesOf(aFile(), aReviewer({ declared: [{ structure: 'AMICALE DES LOCATAIRES', reason: 'x' }] }))).toEqual([
    'declared',
  ])
  const mairie = [{ personId: 'holder', domain: 'mairie-amiens.fr' }]
  expect(sourcesOf(aFile({ holders: mairie }), aReviewer({ domain: 'mairie-amiens.fr' }))).toEqual(['same_mail_domain'])
  const coached = (structure: string, holderIds: string[]) => aReviewer({ coached: [{ structure, holderIds }] })
  expect(sourcesOf(aFile(), coached('Amicale des locataires', []))).toEqual(['past_coach'])
  expect(sourcesOf(aFile(), coached('Une autre', ['holder']))).toEqual(['past_coach'])
  expect(sourcesOf(aFile({ structure: '' }), aReviewer({ structures: ['', '–'] }))).toEqual([])
})

it('says of a holder only that they hold it, also of one among several', () => {
  const holders = [
    { personId: 'holder', domain: 'gmail.com' },
    { personId: 'reviewer', domain: 'mairie-amiens.fr' },
  ]
  const reviewer = aReviewer({ domain: 'mairie-amiens.fr', structures: ['Amicale des locataires'] })
  expect(sourcesOf(aFile({ holders }), reviewer)).toEqual(['holder'])
})

it('lets what was detected be put aside, and nothing else', () => {
  const said = (source: 'declared' | 'pinned' | 'dismissed', reason: string) => ({
    reviewerId: 'reviewer',
    submissionId: 'file',
    source,
    reason,
  })
  const reviewer = aReviewer({ structures: ['Amicale des locataires'] })
  const only = (...lines: ReturnType<typeof said>[]) => conflictsBetween([aFile()], [reviewer], lines)[0]!

  const dismissed = only(said('dismissed', 'Autre ville'))
  const declaredToo = only(said('declared', 'J’y travaille'), said('dismissed', 'Autre ville'))
  const pinned = only(said('pinned', 'Voisins'))

  expect(dismissed).toEqual({
    submissionId: 'file',
    reviewerId: 'reviewer',
    sources: [{ source: 'same_structure', reason: '' }],
    dismissed: 'Autre ville',
  })
  expect([dismissed, declaredToo, pinned].map(isInForce)).toEqual([false, true, true])
  expect([dismissed, declaredToo, pinned].map(({ sources }) => canBeDismissed(sources))).toEqual([true, false, true])
  expect(conflictsBetween([aFile()], [aReviewer()], [said('dismissed', 'Rien')])).toEqual([])
  expect(conflictsBetween([aFile()], [], [said('declared', 'Partie depuis')])).toEqual([])
})

it('reads nothing from the address of a provider that anyone may use', () => {
  const anyones = [
    'gmail.com',
    'free.fr',
    'wanadoo.fr',
    'hotmail.fr',
    'yahoo.co.uk',
    'outlook.be',
    'example.org',
    'x.test',
  ]
  expect(anyones.filter(isTelling)).toEqual([])
  expect(['mairie-amiens.fr', 'live-spectacle.fr', 'u-picardie.fr'].filter((one) => !isTelling(one))).toEqual([])
})

it('takes someone for an expert who knows a wanted skill, its family, or another of the family', () => {
  const wanted = [{ skill: 'law.associations' }, { skill: 'food.cooking' }]
  const known = [['law.associations'], ['law'], ['law.labour'], ['housing', 'money.budget'], []]
  expect(known.map((expertise) => isExpert(wanted, expertise))).toEqual([true, true, true, false, false])
  expect(isExpert([], [])).toBe(true)
})
