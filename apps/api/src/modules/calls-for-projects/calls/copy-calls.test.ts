import { getTableColumns } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { aCriterion, insertCall, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'
import { aQuestion, aSection, insertForm } from '../../../../test/forms.ts'
import { committeeSettings } from '../committee/committee.table.ts'
import { answerWords } from '../decisions/answer-words.table.ts'
import { putSettings } from '../reviews/review-settings.repository.ts'
import { calls } from './calls.table.ts'

const t = useTestApp()
const nothing = { intro: '', closing: '' }

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

it('takes the form along to be looked at again, the texts of the answers, and how files are reviewed', async () => {
  const season = await insertSeason(t.db)
  const [bare, call] = [await insertCall(t.db, season.id), await insertCall(t.db, season.id, { title: 'Avec tout' })]
  const sections = [aSection(aQuestion('siret'))]
  await insertForm(t.db, call.id, [aSection(aQuestion('rna'))], 1)
  await insertForm(t.db, call.id, sections, 2)
  const words = { accepted: nothing, waitlisted: nothing, declined: nothing, reasons: ['Trop tôt.'] }
  await t.db.insert(answerWords).values({ callId: call.id, words, version: 3 })
  await putSettings(t.db, call.id, {
    blind: true,
    blindLiftedAt: new Date('2026-03-01T08:00:00Z'),
    commentMinLength: 40,
  })
  await t.db.insert(committeeSettings).values({ callId: call.id, reviewsPerFile: 3, reviewsDueAt: new Date() })
  const organiser = await t.person({ role: 'organiser', scopeKind: 'delegation', scopeId: season.delegationId })

  const { body: next } = await organiser
    .post(`/api/v1/seasons/${season.id}/copies`)
    .send({ slug: 'encore-une', name: 'Encore une', startsOn: '2026-05-01' })
    .expect(201)
  const { body: all } = await organiser.get(`/api/v1/seasons/${next.id}/calls`).expect(200)
  const copy = (title: string) => all.items.find((one: { title: string }) => one.title === title).id as string
  const read = async (title: string) => {
    const answers = await Promise.all(
      ['form', 'answer-words', 'review-settings', 'committee'].map((what) =>
        organiser.get(`/api/v1/calls/${copy(title)}/${what}`).expect(200),
      ),
    )
    const [form, kept, reviewing, committee] = answers.map(({ body }) => body)
    return [
      form.publishedVersion,
      form.sections,
      kept.reasons,
      [reviewing.blind, reviewing.blindLiftedAt, reviewing.commentMinLength],
      [committee.reviewsPerFile, committee.reviewsDueAt],
    ]
  }

  expect(await read('Avec tout')).toEqual([null, sections, ['Trop tôt.'], [true, null, 40], [3, null]])
  expect(await read(bare.title)).toEqual([null, [], [], [false, null, 1], [2, null]])
})

it('decides of each column of a call whether it goes along or begins anew', () => {
  // A new column fails here: decide in the copy whether the next edition has it, then write it down.
  const along = ['title', 'presentation', 'opensAt', 'closesAt', 'timeZone', 'criteria']
  const settings = ['graceMinutes', 'editableAfterClose', 'closingMessage', 'confirmDays']
  const anew = ['id', 'seasonId', 'status', 'reopenedAt', 'closedAt', 'deadlineMovedAt', 'version', 'createdAt']

  expect(Object.keys(getTableColumns(calls)).toSorted()).toEqual([...along, ...settings, ...anew].toSorted())
})
