import type { Deps } from '../../platform/deps.ts'
import * as seasons from '../seasons/index.ts'

type Asking = Pick<Deps, 'db' | 'now'>

interface NewsSource {
  attentionOf: (deps: Asking, seasonId: string) => Promise<{ code: string; count: number }[]>
  nextFor: (
    deps: Asking,
    personId: string,
  ) => Promise<{ code: string; seasonId: string; subjectId: string; title: string; dueAt: Date | null }[]>
}

/** The modules that say what waits for somebody; their order is that of the list an organiser reads. */
export const newsSources: readonly NewsSource[] = [seasons]
