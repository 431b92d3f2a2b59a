import { watch } from 'vue'
import { api } from '../../../platform/api.ts'
import { useSession } from '../../../platform/session.ts'
import type { SubmissionDetails } from '../calls.queries.ts'
import { useAutosave } from './autosave.ts'
import { fileOf } from './file-values.ts'

/** The file of a submission as it is being written, by one person or by several at once. */
export function useFileAutosave(given: () => SubmissionDetails, { byItself }: { byItself: boolean }) {
  const session = useSession()
  const submission = given()
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
  watch(given, (next) => void saving.arrive({ values: fileOf(next), version: next.version }))
  return saving
}
