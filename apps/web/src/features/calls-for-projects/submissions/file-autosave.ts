import { api } from '../../../platform/api.ts'
import { useLive } from '../../../platform/live.ts'
import { useSession } from '../../../platform/session.ts'
import type { SubmissionDetails } from '../calls.queries.ts'
import { useAutosave } from './autosave.ts'
import { fileOf } from './file-values.ts'

/** The file of a submission as it is being written, by one person or by several at once. */
export function useFileAutosave(submission: SubmissionDetails, { byItself }: { byItself: boolean }) {
  const session = useSession()
  const path = { submissionId: submission.id }
  const saving = useAutosave({
    name: `essor.file.${session.me?.id ?? ''}.${submission.id}`,
    initial: fileOf(submission),
    version: submission.version,
    save: async (file, version) => {
      const saved = await api.put('/api/v1/submissions/{submissionId}', file, { path, ifMatch: `"${version}"` })
      return { values: fileOf(saved), version: saved.version }
    },
    read: async () => {
      const now = await api.get('/api/v1/submissions/{submissionId}', { path })
      return { values: fileOf(now), version: now.version }
    },
    // Half an address of each side would be nobody's.
    isOne: (place) => /^answers\.[^.]+$/.test(place),
    byItself,
  })
  useLive(() => (session.me ? [`person:${session.me.id}`] : []), {
    onEvent: ({ type, id }) => {
      if (type === 'submission.changed' && id === submission.id) void saving.refresh()
    },
  })
  return saving
}
