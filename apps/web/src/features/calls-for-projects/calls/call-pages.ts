import type { Schema } from '@essor/api-client'

type CallStatus = Schema<'CallStatus'>

export interface CallPage {
  /** The name of the route. */
  to: string
  labelKey: string
  /** While it has something to show: a page opened by its address stays in the list. */
  when?: readonly CallStatus[]
}

export interface CallPart {
  labelKey: string
  pages: readonly CallPage[]
}

const published = ['upcoming', 'open', 'closed', 'decided'] as const
const undecided = ['draft', 'upcoming', 'open', 'closed'] as const
const receiving = ['upcoming', 'open', 'closed'] as const
const afterwards = ['closed', 'decided'] as const

/** The console pages of one call, in the order in which an organiser needs them. */
export const callParts: readonly CallPart[] = [
  {
    labelKey: 'calls-for-projects.tabs.call',
    pages: [
      { to: 'change-call', labelKey: 'calls-for-projects.tabs.text', when: ['draft'] },
      { to: 'change-call', labelKey: 'calls-for-projects.tabs.criteria', when: receiving },
      { to: 'call-opening', labelKey: 'calls-for-projects.opening.title' },
      { to: 'call-form', labelKey: 'calls-for-projects.tabs.form', when: undecided },
      { to: 'late-files', labelKey: 'calls-for-projects.late.title', when: published },
      { to: 'public-call', labelKey: 'calls-for-projects.tabs.publicPage', when: published },
    ],
  },
  {
    labelKey: 'calls-for-projects.tabs.files',
    pages: [
      { to: 'season-call', labelKey: 'calls-for-projects.board.submissions' },
      { to: 'season-submissions-import', labelKey: 'calls-for-projects.tabs.import', when: receiving },
      { to: 'call-confidentiality', labelKey: 'calls-for-projects.tabs.confidential' },
    ],
  },
  {
    labelKey: 'calls-for-projects.tabs.reading',
    pages: [
      { to: 'season-committee', labelKey: 'calls-for-projects.committee.title', when: published },
      { to: 'season-assignment', labelKey: 'calls-for-projects.tabs.assignment', when: published },
      { to: 'review-settings', labelKey: 'calls-for-projects.tabs.rules', when: undecided },
      { to: 'season-interviews', labelKey: 'calls-for-projects.interviews.title', when: receiving },
    ],
  },
  {
    labelKey: 'calls-for-projects.tabs.answers',
    pages: [
      { to: 'season-decisions', labelKey: 'calls-for-projects.decisions.title', when: afterwards },
      { to: 'season-answer-words', labelKey: 'calls-for-projects.tabs.words', when: receiving },
      { to: 'call-laureates', labelKey: 'calls-for-projects.tabs.laureates', when: ['decided'] },
    ],
  },
]

/** The parts and pages that a call has in its state; the page where one is never goes missing. */
export const callPartsFor = (status: CallStatus | undefined, current: unknown): CallPart[] =>
  callParts
    .map(({ labelKey, pages }) => ({
      labelKey,
      pages: pages.filter(({ to, when }) => to === current || !when || (status !== undefined && when.includes(status))),
    }))
    .filter(({ pages }) => pages.length > 0)
