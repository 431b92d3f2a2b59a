import type { Submission } from './play-call.ts'
import type { Team } from './play-opening.ts'
import { done } from './stage.ts'

/** One person of trust is named; one holder asks for confidence, and another writes with somebody else. */
export async function playConfidence({ organiser }: Team, callId: string, submissions: Submission[]): Promise<void> {
  const [delicate, shared] = submissions
  done(
    await organiser.client.PUT('/api/v1/calls/{callId}/confidential-readers', {
      params: { path: { callId } },
      body: { personIds: [organiser.id] },
    }),
  )
  done(
    await delicate!.holder.client.PUT('/api/v1/submissions/{submissionId}/confidentiality', {
      params: { path: { submissionId: delicate!.id } },
      body: { confidentiality: 'restricted', publicTitle: 'Un lieu pour souffler', publicSummary: '' },
    }),
  )
  done(
    await shared!.holder.client.POST('/api/v1/submissions/{submissionId}/co-holder-invitations', {
      params: { path: { submissionId: shared!.id } },
      body: { email: 'lou.petit@exemple.essor' },
    }),
  )
}
