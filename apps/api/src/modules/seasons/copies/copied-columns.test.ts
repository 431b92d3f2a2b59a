import { getTableColumns } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { budgetLines } from '../budget/budget.table.ts'
import { seasons } from '../seasons.table.ts'
import { seasonSessions } from '../sessions/season-sessions.table.ts'
import { seasonSites } from '../sites/season-sites.table.ts'
import { tallyCounters } from '../tally/tally.table.ts'
import { phases } from '../timeline/timeline.table.ts'

// A new column fails here: decide in its copy whether the next edition has it, then write it down.
it.each([
  [
    seasons,
    [
      'delegationId',
      'summary',
      'preset',
      'presence',
      'place',
      'timeZone',
      'capacity',
      'enrolmentMode',
      'offerHours',
      'categoryPlaces',
      'terminology',
      'needsKeptDays',
    ],
    ['id', 'slug', 'name', 'startsOn', 'endsOn', 'status', 'version', 'createdAt'],
  ],
  [phases, ['kind', 'startsAt', 'endsAt'], ['id', 'seasonId', 'version']],
  [
    seasonSites,
    ['kind', 'name', 'address', 'timeZone', 'capacity', 'accessNotes'],
    ['id', 'seasonId', 'version', 'createdAt'],
  ],
  [
    seasonSessions,
    ['kind', 'title', 'place', 'startsAt', 'endsAt', 'needsRegistration', 'places', 'remindHours'],
    ['id', 'seasonId', 'onlineUrl', 'remindedOf', 'version', 'cancelledAt', 'changedAt'],
  ],
  [
    budgetLines,
    ['kind', 'heading', 'otherHeading', 'label', 'plannedCents'],
    ['id', 'seasonId', 'funder', 'realCents', 'note', 'version', 'createdAt'],
  ],
  [
    tallyCounters,
    ['kind', 'label', 'unit', 'target', 'public'],
    ['id', 'seasonId', 'amount', 'part', 'version', 'createdAt'],
  ],
])('decides of each column whether it goes along or begins anew (%#)', (table, along, anew) => {
  expect(Object.keys(getTableColumns(table)).toSorted()).toEqual([...along, ...anew].toSorted())
})
