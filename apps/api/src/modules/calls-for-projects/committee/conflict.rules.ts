import type { ConflictSource } from '@essor/contracts'
import { isTelling } from './mail-domains.ts'

/** A file, with all that it can be tied to a reviewer by. */
export interface FileTies {
  id: string
  structure: string
  /** SIRET numbers among its answers. */
  sirets: readonly string[]
  holders: readonly { personId: string; domain: string }[]
}

/** A reviewer, with where they come from and whom they accompanied. */
export interface ReviewerTies {
  id: string
  domain: string
  /** Structures that they come from, or propose projects of. */
  structures: readonly string[]
  sirets: readonly string[]
  coached: readonly { structure: string; holderIds: readonly string[] }[]
  /** Structures that they declared themself. */
  declared: readonly { structure: string; reason: string }[]
}

export const isOpenTo = (
  { restricted, named }: { restricted: boolean; named: readonly string[] },
  personId: string,
): boolean => !restricted || named.includes(personId)

/** What was said about one reviewer and one file. */
export interface Said {
  reviewerId: string
  submissionId: string
  source: 'declared' | 'pinned' | 'dismissed'
  reason: string
}

export interface Conflict {
  submissionId: string
  reviewerId: string
  sources: { source: ConflictSource; reason: string }[]
  /** An organiser's reason why it is none after all. */
  dismissed: string | null
}

/** Only what Essor detected can turn out to be nothing; what a person said of themself stands. */
const dismissable: readonly ConflictSource[] = ['same_structure', 'same_mail_domain', 'past_coach']

export const isInForce = ({ sources, dismissed }: Pick<Conflict, 'sources' | 'dismissed'>): boolean =>
  dismissed === null ? sources.length > 0 : sources.some(({ source }) => !dismissable.includes(source))

export const canBeDismissed = (sources: Conflict['sources']): boolean =>
  sources.every(({ source }) => source === 'pinned' || dismissable.includes(source))

/** Words that say what kind of body it is, or nothing at all. */
const emptyWords = new Set(
  'a an and asbl asso association au aux collectif cooperative d de des du en et l la le les of sa sarl sas scic scop the un une 1901 loi'.split(
    ' ',
  ),
)

/** The same for « Association des Locataires » and « asso. les locataires ». Empty for what names nothing. */
export function structureKey(name: string): string {
  const words = name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
  const telling = words.filter((word) => !emptyWords.has(word))
  return (telling.length > 0 ? telling : words).join(' ')
}

type Sources = Conflict['sources']

/** Every reviewer and file that are tied, in the order of the files and then of the reviewers. */
export function conflictsBetween(
  files: readonly FileTies[],
  reviewers: readonly ReviewerTies[],
  said: readonly Said[],
): Conflict[] {
  const tiedBy = tiesOf(reviewers)
  const saidOf = Map.groupBy(said, ({ submissionId }) => submissionId)
  const order = new Map(reviewers.map(({ id }, index) => [id, index]))
  return files.flatMap((file) => {
    const here = saidOf.get(file.id) ?? []
    const dismissed = new Map(here.flatMap((one) => (one.source === 'dismissed' ? [[one.reviewerId, one.reason]] : [])))
    const found = new Map<string, Sources>()
    const add = ({ reviewerId, source, reason }: Tied) => {
      const sources = found.get(reviewerId) ?? []
      if (!sources.some((one) => one.source === source)) found.set(reviewerId, [...sources, { source, reason }])
    }
    for (const key of keysOf(file)) tiedBy.get(key)?.forEach(add)
    for (const { source, ...one } of here)
      if (source !== 'dismissed' && order.has(one.reviewerId)) add({ ...one, source })
    return [...found]
      .toSorted(([one], [other]) => order.get(one)! - order.get(other)!)
      .map(([reviewerId, sources]) => ({
        submissionId: file.id,
        reviewerId,
        sources: withoutTheObvious(sources),
        dismissed: dismissed.get(reviewerId) ?? null,
      }))
  })
}

/** Who holds a file has its structure and its address of course. */
const withoutTheObvious = (sources: Sources): Sources => {
  const holds = sources.some(({ source }) => source === 'holder')
  return holds ? sources.filter(({ source }) => source !== 'same_structure' && source !== 'same_mail_domain') : sources
}

interface Tied {
  reviewerId: string
  source: ConflictSource
  reason: string
}

const noStructure = 'structure '
const ofStructure = (name: string) => `${noStructure}${structureKey(name)}`
const ofPerson = (personId: string) => `person ${personId}`
const ofDomain = (domain: string) => `domain ${domain}`
const ofSiret = (siret: string) => `siret ${siret}`

const keysOf = ({ structure, sirets, holders }: FileTies): string[] => [
  ...holders.map(({ personId }) => ofPerson(personId)),
  ofStructure(structure),
  ...sirets.map(ofSiret),
  ...holders.map(({ domain }) => ofDomain(domain)),
]

/** Reviewers by what they could be tied by, so that each file is a few look-ups and no comparison with each of them. */
function tiesOf(reviewers: readonly ReviewerTies[]): Map<string, Tied[]> {
  const ties = new Map<string, Tied[]>()
  const put = (key: string, reviewerId: string, source: ConflictSource, reason = '') => {
    if (key === noStructure) return
    const there = ties.get(key)
    if (there) there.push({ reviewerId, source, reason })
    else ties.set(key, [{ reviewerId, source, reason }])
  }
  for (const { id, domain, structures, sirets, coached, declared } of reviewers) {
    put(ofPerson(id), id, 'holder')
    for (const { structure, reason } of declared) put(ofStructure(structure), id, 'declared', reason)
    for (const structure of structures) put(ofStructure(structure), id, 'same_structure')
    for (const siret of sirets) put(ofSiret(siret), id, 'same_structure')
    if (isTelling(domain)) put(ofDomain(domain), id, 'same_mail_domain')
    for (const { structure, holderIds } of coached) {
      put(ofStructure(structure), id, 'past_coach')
      for (const holderId of holderIds) put(ofPerson(holderId), id, 'past_coach')
    }
  }
  return ties
}
