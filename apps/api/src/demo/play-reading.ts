import type { Schema } from '@essor/api-client'
import { dayFrom } from './calendar.ts'
import { projects } from './opac-amiens-2018/projects.ts'
import { playCall, playReviews, playSubmissions, type Submission } from './play-call.ts'
import type { Team } from './play-opening.ts'
import { done, type Player, type Stage } from './stage.ts'

interface Reading {
  startsOn: string
  /** When files were handed in, when they were read, and since when things wait for someone. */
  submitted: string
  read: string
  waits: string
}

/** A closed call that is read without names: opinions differ on one file, another is to be corrected, holders may come and talk. */
export async function playReading(
  stage: Stage,
  team: Team,
  seasonId: string,
  reviewers: Player[],
  { startsOn, submitted, read, waits }: Reading,
): Promise<void> {
  const call = await playCall(team, seasonId, {
    title: 'Mieux vivre dans nos résidences',
    presentation: 'Pour les habitants et les gardiens qui ont une idée à essayer tout de suite.',
    opens: { day: dayFrom(startsOn, -60), hour: '09:00' },
    closes: { day: dayFrom(startsOn, -44), hour: '18:00' },
  })
  await playBlindness(team, call.id)
  stage.at(submitted)
  const files = await playSubmissions(stage, call.id, [talked, disputed, projects[4]!, bench])
  stage.at(read)
  const [agreed, split, waiting, unclear] = files as [Submission, Submission, Submission, Submission]
  await playReviews(team, call, reviewers, [agreed, split])
  await playReviews(team, call, reviewers.slice(1), [waiting])
  await playShare(team, waiting, reviewers[0]!)
  stage.at(waits)
  await playCorrectionAsked(team, unclear, dayFrom(waits.slice(0, 10), 6))
  await playInterviews(team, call.id, agreed, dayFrom(waits.slice(0, 10), 8))
}

const disputed = {
  ...projects[3]!,
  marks: [[5, 4] as [number, number], [2, 1] as [number, number]] as [[number, number], [number, number]],
}

const bench = {
  ...projects[0]!,
  title: 'Un banc devant chaque entrée',
  summary: 'S’asseoir, souffler, se parler : des bancs choisis et posés avec les habitants.',
  framing: {
    ...projects[0]!.framing,
    problem: 'Entre l’arrêt de bus et chez eux, les anciens n’ont nulle part où s’asseoir.',
    evidence: 'Plusieurs voisins nous l’ont dit à la fête des voisins.',
    deliverable: 'Un plan des bancs, choisi avec les habitants, et un premier banc posé.',
  },
}

const talked = {
  ...projects[1]!,
  title: 'Le mur des petites nouvelles',
  summary: 'Un panneau par hall, tenu par les habitants.',
}

async function playBlindness({ organiser: { client } }: Team, callId: string): Promise<void> {
  const params = { path: { callId } }
  const { version } = done(await client.GET('/api/v1/calls/{callId}/review-settings', { params }))
  done(
    await client.PUT('/api/v1/calls/{callId}/review-settings', {
      params: { ...params, header: { 'If-Match': `"${version}"` } },
      body: { blind: true, others: 'after_own', commentMinLength: 20, interviewChangeHours: 24 },
    }),
  )
}

async function playShare({ organiser }: Team, { id: submissionId }: Submission, reviewer: Player): Promise<void> {
  done(
    await organiser.client.PUT('/api/v1/submissions/{submissionId}/reviewers/{personId}', {
      params: { path: { submissionId, personId: reviewer.id } },
    }),
  )
}

async function playCorrectionAsked({ organiser }: Team, { id: submissionId }: Submission, day: string): Promise<void> {
  done(
    await organiser.client.POST('/api/v1/submissions/{submissionId}/corrections', {
      params: { path: { submissionId } },
      body: {
        kind: 'incomplete',
        parts: ['framing.evidence'],
        message:
          'Dans combien d’immeubles avez-vous posé la question ? Un chiffre, même à peu près, aiderait le comité.',
        answerBy: { day, hour: '18:00' },
      },
    }),
  )
}

/** Three moments in a row; the holder of the shortlisted file has taken the first. */
async function playInterviews(
  { organiser: { client } }: Team,
  callId: string,
  { id: submissionId, holder }: Submission,
  day: string,
): Promise<void> {
  done(
    await client.POST('/api/v1/calls/{callId}/shortlist', {
      params: { path: { callId } },
      body: { submissionIds: [submissionId], shortlisted: true },
    }),
  )
  const slots: Schema<'InterviewSlot'>[] = done(
    await client.POST('/api/v1/calls/{callId}/interview-slots', {
      params: { path: { callId } },
      body: {
        starts: { day, hour: '17:30' },
        minutes: 20,
        count: 3,
        place: 'Maison des associations, salle 2',
        link: '',
        openTo: 'undecided',
      },
    }),
  )
  done(
    await holder.client.PUT('/api/v1/submissions/{submissionId}/interview', {
      params: { path: { submissionId } },
      body: { slotId: slots[0]!.id },
    }),
  )
}
