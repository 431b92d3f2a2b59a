import type { Schema } from '@essor/api-client'
import { playDraft, type Submission } from '../../../src/demo/play-call.ts'
import type { ScenarioProject } from '../../../src/demo/opac-amiens-2018/projects.ts'
import type { Team } from '../../../src/demo/play-opening.ts'
import { done, enter, type Stage } from '../../../src/demo/stage.ts'

/** « Vendredi 13 à minuit »: what became of a file sent in the last second, and of one sent in the next. */
export interface Deadline {
  submissions: Submission[]
  lastSecond: Schema<'Submission'>['status']
  /** The code of the refusal, without an access code and then without a way to begin either. */
  midnight: (string | undefined)[]
  withCode: Schema<'Submission'>['status']
}

export async function playDeadline(
  stage: Stage,
  { organiser }: Team,
  callId: string,
  [early, late]: [ScenarioProject, ScenarioProject],
): Promise<Deadline> {
  stage.at('2015-11-13T20:00:00Z')
  const [first, second] = [await enter(stage, early.holder), await enter(stage, late.holder)]
  const drafts = [await playDraft(first, callId, early), await playDraft(second, callId, late)] as const
  const send = ({ id, version }: Schema<'Submission'>, { client }: typeof first) =>
    client.POST('/api/v1/submissions/{submissionId}/submit', {
      params: { path: { submissionId: id }, header: { 'If-Match': `"${version}"` } },
    })
  const ofCall = { path: { callId } }

  stage.at('2015-11-13T22:59:59Z')
  const lastSecond = done(await send(drafts[0], first))

  stage.at('2015-11-13T23:00:00Z')
  const refused = await send(drafts[1], second)
  const begun = await second.client.POST('/api/v1/calls/{callId}/submissions', { params: ofCall, body: {} })

  stage.at('2015-11-14T09:00:00Z')
  const { code } = done(
    await organiser.client.POST('/api/v1/calls/{callId}/access-codes', {
      params: ofCall,
      body: { uses: 1, expires: { day: '2015-11-14', hour: '18:00' }, note: 'Panne d’internet' },
    }),
  )
  done(await second.client.POST('/api/v1/calls/{callId}/access', { params: ofCall, body: { code } }))
  const withCode = done(await send(drafts[1], second))

  return {
    submissions: [
      { id: lastSecond.id, project: early, holder: first },
      { id: withCode.id, project: late, holder: second },
    ],
    lastSecond: lastSecond.status,
    midnight: [refused.error?.code, begun.error?.code],
    withCode: withCode.status,
  }
}
