import type { Deps } from '../../platform/deps.ts'
import { findSeason } from '../seasons/index.ts'
import { overdueAt } from './help.rules.ts'
import { readMentoringSummary } from './mentors.service.ts'
import { listAnsweredFor, listToAnswer, listWaitingFor } from './own.repository.ts'

/** What an organiser of the season should see to now; once it is over, nobody waits for a coach or an answer any more. */
export async function attentionOf(
  deps: Pick<Deps, 'db' | 'now'>,
  seasonId: string,
): Promise<{ code: string; count: number }[]> {
  if ((await findSeason(deps.db, seasonId))?.status === 'closed') return []
  const { teamsWithoutCoach, waitingTooLong } = await readMentoringSummary(deps, seasonId)
  return [
    { code: 'mentoring.teams_without_coach', count: teamsWithoutCoach },
    { code: 'mentoring.questions_unanswered', count: waitingTooLong },
  ].filter(({ count }) => count > 0)
}

/** What is this person's to do: answer what they took on, take on what is in their fields, read what they were answered. */
export async function nextFor({ db }: Pick<Deps, 'db' | 'now'>, personId: string) {
  const groups = [
    { code: 'mentoring.question_to_answer', rows: await listToAnswer(db, personId), due: true },
    { code: 'mentoring.question_in_my_fields', rows: await listWaitingFor(db, personId), due: true },
    { code: 'mentoring.question_answered', rows: await listAnsweredFor(db, personId), due: false },
  ]
  return groups.flatMap(({ code, rows, due }) =>
    rows.map(({ id, seasonId, title, preset, waitingSince }) => ({
      code,
      seasonId,
      subjectId: id,
      title,
      dueAt: due ? overdueAt(preset, waitingSince) : null,
    })),
  )
}
