import type { Schema } from '@essor/api-client'
import { projects, type ScenarioProject } from './opac-amiens-2018/projects.ts'
import type { Team } from './play-opening.ts'
import { done, enter, type Player, type Stage } from './stage.ts'

export interface CallPlan {
  title: string
  presentation: string
  opens: Schema<'LocalMoment'>
  closes: Schema<'LocalMoment'>
}

const criteria = [
  {
    label: 'Utilité pour les habitants',
    description: 'À qui cela rend-il la vie meilleure, et à quel point ?',
    weight: 3,
    max: 5,
  },
  {
    label: 'Faisable dans le temps donné',
    description: 'Un premier résultat utile peut-il exister à la fin ?',
    weight: 2,
    max: 5,
  },
]

export async function playCall(
  { organiser: { client } }: Team,
  seasonId: string,
  plan: CallPlan,
): Promise<Schema<'Call'>> {
  const { id: callId } = done(
    await client.POST('/api/v1/seasons/{seasonId}/calls', {
      params: { path: { seasonId } },
      body: { ...plan, timeZone: 'Europe/Paris', criteria },
    }),
  )
  return done(await client.POST('/api/v1/calls/{callId}/publish', { params: { path: { callId } } }))
}

export interface Submission {
  id: string
  project: ScenarioProject
  holder: Player
}

/** Each holder begins a draft, writes the need, and submits. */
export async function playSubmissions(stage: Stage, callId: string, files = projects): Promise<Submission[]> {
  const submitted: Submission[] = []
  for (const project of files) {
    const holder = await enter(stage, project.holder)
    const draft = await playDraft(holder, callId, project)
    done(await submit(holder, draft))
    submitted.push({ id: draft.id, project, holder })
  }
  return submitted
}

export const submit = ({ client }: Player, { id, version }: Pick<Schema<'Submission'>, 'id' | 'version'>) =>
  client.POST('/api/v1/submissions/{submissionId}/submit', {
    params: { path: { submissionId: id }, header: { 'If-Match': `"${version}"` } },
  })

/** A draft with all that is needed, not yet submitted. */
export async function playDraft(
  { client }: Player,
  callId: string,
  project: ScenarioProject,
): Promise<Schema<'Submission'>> {
  const { holder: _, marks: __, ...file } = project
  const draft = done(
    await client.POST('/api/v1/calls/{callId}/submissions', {
      params: { path: { callId } },
      body: { title: file.title, structure: file.structure },
    }),
  )
  return done(
    await client.PUT('/api/v1/submissions/{submissionId}', {
      params: { path: { submissionId: draft.id }, header: { 'If-Match': `"${draft.version}"` } },
      body: file,
    }),
  )
}

/** She is unsure about one question of the canvas and asks the organisers. */
export async function playHelpAsked({ client }: Player, { id: submissionId }: { id: string }): Promise<void> {
  done(
    await client.POST('/api/v1/submissions/{submissionId}/framing-questions', {
      params: { path: { submissionId } },
      body: {
        about: 'framing.payers',
        text: 'La caisse de retraite n’a pas encore dit oui. Est-ce que je peux la citer quand même ?',
      },
    }),
  )
}

/** The organiser shares the files out; each reviewer reads, marks and gives a verdict on feasibility. */
export async function playReviews(
  { organiser }: Team,
  call: Schema<'Call'>,
  reviewers: Player[],
  submissions: Submission[],
): Promise<void> {
  for (const { id: submissionId } of submissions) {
    for (const { id: personId } of reviewers) {
      done(
        await organiser.client.PUT('/api/v1/submissions/{submissionId}/reviewers/{personId}', {
          params: { path: { submissionId, personId } },
        }),
      )
    }
  }
  for (const [index, reviewer] of reviewers.entries()) {
    const { items } = done(await reviewer.client.GET('/api/v1/me/reviews', { params: { query: { limit: 100 } } }))
    for (const { id: reviewId, submissionId } of items) {
      const submission = submissions.find(({ id }) => id === submissionId)
      if (submission) await playReview(reviewer, reviewId, call, submission.project.marks[index] ?? [3, 3])
    }
  }
}

export async function playReview(
  { client }: Player,
  reviewId: string,
  call: Schema<'Call'>,
  marks: [number, number],
): Promise<void> {
  const params = { path: { reviewId } }
  const { version } = done(await client.GET('/api/v1/reviews/{reviewId}', { params }))
  const feasible = marks[1] > 1
  const saved = done(
    await client.PUT('/api/v1/reviews/{reviewId}', {
      params: { ...params, header: { 'If-Match': `"${version}"` } },
      body: {
        marks: Object.fromEntries(call.criteria.map(({ id }, index) => [id, marks[index] ?? 0])),
        comment: feasible
          ? 'Le besoin est clair et les premiers résultats semblent à portée.'
          : 'Le besoin reste à préciser.',
        feasible,
        feasibleReason: feasible ? '' : 'Trop vaste pour le temps donné.',
      },
    }),
  )
  done(
    await client.POST('/api/v1/reviews/{reviewId}/finish', {
      params: { ...params, header: { 'If-Match': `"${saved.version}"` } },
    }),
  )
}

/** Decided in private, published in one act; the holders of the accepted ones confirm. */
export async function playDecisions(
  { organiser: { client } }: Team,
  callId: string,
  submissions: Submission[],
  places: number,
): Promise<void> {
  const rows = done(
    await client.GET('/api/v1/calls/{callId}/board', { params: { path: { callId }, query: { limit: 100 } } }),
  ).items
  const best = rows.toSorted((one, other) => (other.score ?? 0) - (one.score ?? 0))
  for (const [index, row] of best.entries()) {
    const accepted = index < places
    done(
      await client.PUT('/api/v1/submissions/{submissionId}/decision', {
        params: { path: { submissionId: row.id }, header: { 'If-Match': `"${row.version}"` } },
        body: {
          outcome: accepted ? 'accepted' : 'declined',
          reason: accepted ? '' : 'Votre idée est intéressante, mais elle ne peut pas aboutir dans le temps donné.',
        },
      }),
    )
  }
  done(await client.POST('/api/v1/calls/{callId}/decisions/publish', { params: { path: { callId } } }))
  for (const { id, holder } of submissions) {
    if (best.findIndex((row) => row.id === id) >= places) continue
    done(
      await holder.client.POST('/api/v1/submissions/{submissionId}/confirm', {
        params: { path: { submissionId: id } },
      }),
    )
  }
}
