import type { Deps } from '../../platform/deps.ts'
import * as calls from '../calls-for-projects/index.ts'
import * as judging from '../judging/index.ts'
import * as matching from '../matching/index.ts'
import * as mentoring from '../mentoring/index.ts'
import * as seasons from '../seasons/index.ts'

type Asking = Pick<Deps, 'db' | 'now'>

interface NewsSource {
  attentionOf: (deps: Asking & Pick<Deps, 'actor'>, seasonId: string) => Promise<{ code: string; count: number }[]>
  nextFor: (
    deps: Asking,
    personId: string,
  ) => Promise<{ code: string; seasonId: string; subjectId: string; title: string; dueAt: Date | null }[]>
}

/** The modules that say what waits for somebody; their order is that of the list an organiser reads. */
export const newsSources: readonly NewsSource[] = [seasons, calls, matching, mentoring, judging]
