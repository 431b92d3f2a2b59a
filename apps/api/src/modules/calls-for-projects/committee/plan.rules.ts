import type { AssignmentPlan } from '@essor/contracts'
import type { ShareAnswer, SharingInput } from '@essor/team-formation'
import { loadOf } from './committee.rules.ts'
import type { CommitteeAtWork } from './conflicts.service.ts'
import { isInForce, isOpenTo } from './conflict.rules.ts'
import { isExpert, topicsOfFile, topicsOfPerson } from './expertise.rules.ts'

type Pair = [reviewerId: string, submissionId: string]

const key = (reviewerId: string, submissionId: string) => `${reviewerId} ${submissionId}`

/** Who has what already and keeps it, and who may never get what. */
export function standingOf({ files, members, conflicts }: CommitteeAtWork) {
  const inForce = conflicts.filter(isInForce).map(({ reviewerId, submissionId }): Pair => [reviewerId, submissionId])
  const inConflict = new Set(inForce.map((pair) => key(...pair)))
  const isMember = new Set(members.map(({ personId }) => personId))
  const kept: Pair[] = []
  const notNamed: Pair[] = []
  /** Files reviewed by people who have left the committee since. */
  const doneByOthers = new Map<string, number>()
  for (const file of files) {
    for (const { reviewerId, status } of file.reviews) {
      if (status === 'recused' || inConflict.has(key(reviewerId, file.id))) continue
      if (isMember.has(reviewerId)) kept.push([reviewerId, file.id])
      else if (status === 'done') doneByOthers.set(file.id, (doneByOthers.get(file.id) ?? 0) + 1)
    }
    if (!file.restricted) continue
    const has = new Set(file.reviews.map(({ reviewerId }) => reviewerId))
    for (const { personId } of members)
      if (!isOpenTo(file, personId) && !has.has(personId) && !inConflict.has(key(personId, file.id)))
        notNamed.push([personId, file.id])
  }
  return { inForce, kept, notNamed, doneByOthers }
}

/** More than this in one call are shared out in several rounds. */
const mostFiles = 3000
const mostReviewers = 1000

/** The question to the engine: each file wants so many reviewers, everyone has room for so many files. */
export function sharingOf(work: CommitteeAtWork, reviewsPerFile: number): SharingInput {
  const files = work.files.slice(0, mostFiles)
  const members = work.members.slice(0, mostReviewers)
  const { inForce, kept, notNamed, doneByOthers } = standingOf(work)
  const [fileIds, memberIds] = [new Set(files.map(({ id }) => id)), new Set(members.map(({ personId }) => personId))]
  const here = ([reviewerId, submissionId]: Pair) => memberIds.has(reviewerId) && fileIds.has(submissionId)
  const fixed = kept.filter(here)
  const fixedOf = Map.groupBy(fixed, ([reviewerId]) => reviewerId)
  return {
    items: files.map(({ id, wantedSkills }) => ({
      id,
      demand: Math.max(0, reviewsPerFile - (doneByOthers.get(id) ?? 0)),
      topics: topicsOfFile(wantedSkills),
    })),
    people: members.map((member) => ({
      id: member.personId,
      capacity: member.capacity,
      topics: topicsOfPerson(member.expertise),
      load: Math.max(0, loadOf(member) - (fixedOf.get(member.personId)?.length ?? 0)),
    })),
    conflicts: [...inForce, ...notNamed].filter(here),
    fixed,
  }
}

type PlannedFile = AssignmentPlan['files'][number]

/** The engine's answer in the committee's terms, file by file. */
export function planOf(
  work: CommitteeAtWork,
  { shares, loads, lacking }: ShareAnswer,
): Pick<AssignmentPlan, 'files' | 'reviewers'> {
  const { kept, notNamed } = standingOf(work)
  const shareOf = new Map(shares.map(({ item, people }) => [item, people]))
  const lackOf = new Map(lacking.map((lack) => [lack.item, lack]))
  const keptOf = Map.groupBy(kept, ([, submissionId]) => submissionId)
  const unnamed = new Set(notNamed.map((pair) => key(...pair)))
  const memberOf = new Map(work.members.map((member) => [member.personId, member]))
  const loadAfter = new Map(loads.map(({ person, load }) => [person, load]))
  return {
    files: work.files.map((file): PlannedFile => {
      const has = (keptOf.get(file.id) ?? []).map(([reviewerId]) => reviewerId)
      const given = (shareOf.get(file.id) ?? []).filter((personId) => !has.includes(personId))
      const lack = lackOf.get(file.id)
      const because = (lack?.because ?? []).map(({ person, why }) =>
        why === 'conflict' && unnamed.has(key(person, file.id)) ? 'notNamed' : why,
      )
      const count = (why: (typeof because)[number]) => because.filter((one) => one === why).length
      return {
        submissionId: file.id,
        title: file.title,
        structure: file.structure,
        restricted: file.restricted,
        kept: has,
        given: given.map((reviewerId) => ({
          reviewerId,
          expert: isExpert(file.wantedSkills, memberOf.get(reviewerId)!.expertise),
        })),
        missing: lack?.missing ?? 0,
        why: { conflict: count('conflict'), full: count('full'), notNamed: count('notNamed') },
      }
    }),
    reviewers: work.members.map((member) => ({
      reviewerId: member.personId,
      name: member.name,
      capacity: member.capacity,
      before: loadOf(member),
      after: loadAfter.get(member.personId) ?? loadOf(member),
    })),
  }
}
