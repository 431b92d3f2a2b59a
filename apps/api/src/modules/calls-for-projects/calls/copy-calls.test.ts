import { getTableColumns } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { aCriterion, insertCall, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'
import { calls } from './calls.table.ts'

const t = useTestApp()

it('makes drafts of the calls of a season for its next edition, without anything that was sent', async () => {
  const season = await insertSeason(t.db)
  const criterion = aCriterion()
  const call = await insertCall(t.db, season.id, {
    status: 'decided',
    criteria: [criterion],
    graceMinutes: 10,
    editableAfterClose: 'presentation',
    closingMessage: 'Merci.',
    confirmDays: 5,
    closedAt: new Date('2026-03-15T20:00:00Z'),
    reopenedAt: new Date('2026-03-10T20:00:00Z'),
  })
  await insertSubmission(t.db, call.id, (await t.person()).id)
  const organiser = await t.person({
    role: 'organiser',
    scopeKind: 'delegation',
    scopeId: season.delegationId,
  })

  const { body: next } = await organiser
    .post(`/api/v1/seasons/${season.id}/copies`)
    .send({ slug: 'edition-suivante', name: 'Édition suivante', startsOn: '2026-05-01' })
    .expect(201)
  const { body } = await organiser.get(`/api/v1/seasons/${next.id}/calls`).expect(200)

  expect(body.items).toEqual([
    {
      id: expect.any(String),
      seasonId: next.id,
      title: call.title,
      presentation: call.presentation,
      timeZone: 'Europe/Paris',
      // Thirty days later by the wall clock, which lost an hour in between.
      opensAt: '2026-03-03T08:00:00.000Z',
      closesAt: '2026-04-14T21:59:59.999Z',
      criteria: [{ ...criterion, id: expect.any(String) }],
      status: 'draft',
      closingMessage: 'Merci.',
      reopenedAt: null,
      graceMinutes: 10,
      editableAfterClose: 'presentation',
      confirmDays: 5,
      closedAt: null,
      version: 1,
      createdAt: expect.any(String),
      drafts: 0,
      submitted: 0,
    },
  ])
  expect(body.items[0].criteria[0].id).not.toBe(criterion.id)
})

it('decides of each column of a call whether it goes along or begins anew', () => {
  // A new column fails here: decide in the copy whether the next edition has it, then write it down.
  const along = ['title', 'presentation', 'opensAt', 'closesAt', 'timeZone', 'criteria']
  const settings = ['graceMinutes', 'editableAfterClose', 'closingMessage', 'confirmDays']
  const anew = ['id', 'seasonId', 'status', 'reopenedAt', 'closedAt', 'deadlineMovedAt', 'version', 'createdAt']

  expect(Object.keys(getTableColumns(calls)).toSorted()).toEqual([...along, ...settings, ...anew].toSorted())
})
