/** How the states of a session and of a pitch are told. */
export const sessionLooks = {
  planned: { labelKey: 'judging.pitches.planned', tone: 'neutral' },
  live: { labelKey: 'judging.pitches.live', tone: 'progress' },
  closed: { labelKey: 'judging.pitches.closed', tone: 'good' },
} as const

export const pitchLooks = {
  waiting: { labelKey: 'judging.order.waiting', tone: 'neutral' },
  running: { labelKey: 'judging.order.running', tone: 'progress' },
  paused: { labelKey: 'judging.order.paused', tone: 'attention' },
  done: { labelKey: 'judging.order.done', tone: 'good' },
  skipped: { labelKey: 'judging.order.skipped', tone: 'neutral' },
} as const
