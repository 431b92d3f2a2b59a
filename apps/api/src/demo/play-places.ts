import type { Schema } from '@essor/api-client'
import type { ScenarioParticipant } from './opac-amiens-2018/people.ts'
import type { Team } from './play-opening.ts'
import { playEnrolments } from './play-recruitment.ts'
import { done, type Stage } from './stage.ts'

const latecomer = (
  name: string,
  email: string,
  category: ScenarioParticipant['category'],
  origin: string,
): ScenarioParticipant => ({ name, email: `${email}@exemple.essor`, category, origin, skills: [] })

/** They came when every place was taken; every person here is invented. */
const latecomers = [
  latecomer('Solange Petitjean', 'solange.petitjean', 'resident', 'Quartier des Tanneurs (exemple)'),
  latecomer('Bastien Ferrand', 'bastien.ferrand', 'student', 'École du numérique (exemple)'),
  latecomer('Awa Diarra', 'awa.diarra', 'professional', 'Atelier Rivage (exemple)'),
  latecomer('Paulette Gauthier', 'paulette.gauthier', 'resident', ''),
]

/** The season fills up, four people wait; later one more place is found, and offered to the first of them. */
export async function playWaitingList(
  stage: Stage,
  team: Team,
  seasonId: string,
  { fullAt, foundAt }: { fullAt: string; foundAt: string },
): Promise<void> {
  const rules = { mode: 'first_come', offerHours: 72, categoryPlaces: { student: 16 } } as const
  stage.at(fullAt)
  await playRules(team, seasonId, { ...rules, capacity: 24 })
  await playEnrolments(stage, seasonId, latecomers)
  stage.at(foundAt)
  await playRules(team, seasonId, { ...rules, capacity: 25 })
}

async function playRules(
  { organiser: { client } }: Team,
  seasonId: string,
  body: Schema<'EnrolmentRulesChange'>,
): Promise<void> {
  const { version } = done(
    await client.GET('/api/v1/seasons/{seasonId}/enrolment-rules', { params: { path: { seasonId } } }),
  )
  done(
    await client.PUT('/api/v1/seasons/{seasonId}/enrolment-rules', {
      params: { path: { seasonId }, header: { 'If-Match': `"${version}"` } },
      body,
    }),
  )
}
