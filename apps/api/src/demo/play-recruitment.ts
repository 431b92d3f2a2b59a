import { participants, type ScenarioParticipant } from './opac-amiens-2018/people.ts'
import type { Team } from './play-opening.ts'
import { done, enter, type Player, type Stage } from './stage.ts'

export type Participant = Player & { enrolmentId: string }

/** Each participant says what they can bring and enrols. */
export async function playEnrolments(stage: Stage, seasonId: string, people = participants): Promise<Participant[]> {
  const enrolled: Participant[] = []
  for (const person of people) {
    const player = await enter(stage, person)
    await tellSkills(player, person)
    const { id } = done(
      await player.client.POST('/api/v1/seasons/{seasonId}/enrolments', {
        params: { path: { seasonId } },
        body: { category: person.category, origin: person.origin, motivation: '' },
      }),
    )
    enrolled.push({ ...player, enrolmentId: id })
  }
  return enrolled
}

async function tellSkills({ client }: Player, { skills }: ScenarioParticipant): Promise<void> {
  const before = done(await client.GET('/api/v1/me/profile'))
  done(
    await client.PUT('/api/v1/me/profile', {
      params: { header: { 'If-Match': `"${before.version}"` } },
      body: { presentation: '', remote: false, skills },
    }),
  )
}

/** The organiser moves everyone to the same state, such as confirmed, then checked in on the day. */
export async function playEnrolmentMoves(
  { organiser: { client } }: Team,
  people: Participant[],
  to: 'confirmed' | 'checked_in',
): Promise<void> {
  for (const { enrolmentId } of people) {
    done(
      await client.POST('/api/v1/enrolments/{enrolmentId}/status', { params: { path: { enrolmentId } }, body: { to } }),
    )
  }
}
