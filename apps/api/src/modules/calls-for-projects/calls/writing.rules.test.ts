import { emptyFraming, type SubmissionStatus } from '@essor/contracts'
import { describe, expect, it } from 'vitest'
import { assertMaySave, callAccess, lastMoment, mayWrite, noRights, ownWriting } from './writing.rules.ts'

const call = {
  status: 'published' as const,
  opensAt: new Date('2015-10-01T07:00:00.000Z'),
  closesAt: new Date('2015-11-13T22:59:59.999Z'),
  closedAt: null as Date | null,
  graceMinutes: 0,
  editableAfterClose: 'nothing' as 'nothing' | 'presentation' | 'everything',
}
const inTime = new Date('2015-11-13T22:59:59.000Z')
const tooLate = new Date('2015-11-13T23:00:00.000Z')
const untilMonday = new Date('2015-11-16T10:59:59.999Z')
const nothing = { begin: false, save: 'nothing', submit: false, late: null }

describe('what may be written of a call', () => {
  it('is everything until its last second, and nothing from midnight on', () => {
    const at = (now: Date) =>
      [undefined, 'draft' as const, 'submitted' as const].map((status) =>
        mayWrite(call, status && { status }, noRights, now),
      )

    expect(at(inTime)).toEqual([
      { begin: true, save: 'nothing', submit: false, late: null },
      { begin: false, save: 'everything', submit: true, late: null },
      { begin: false, save: 'everything', submit: false, late: null },
    ])
    expect(at(tooLate)).toEqual([nothing, nothing, nothing])
  })

  it('is nothing before it opens, while it is a draft, and once it is decided', () => {
    const rights = { codeUntil: untilMonday, extendedUntil: untilMonday }
    const all = (over: object, now: Date) => mayWrite({ ...call, ...over }, { status: 'draft' }, rights, now)

    expect([
      all({}, new Date('2015-10-01T06:59:59.999Z')),
      all({ status: 'draft' }, inTime),
      all({ status: 'decided' }, tooLate),
    ]).toEqual([nothing, nothing, nothing])
  })

  it('is late by grace to the last millisecond of its minutes, unless an organiser closed the call', () => {
    const late = (over: object, now: string) =>
      mayWrite({ ...call, graceMinutes: 10, ...over }, { status: 'draft' }, noRights, new Date(now)).late

    expect([
      late({}, '2015-11-13T22:59:59.999Z'),
      late({}, '2015-11-13T23:00:00.000Z'),
      late({}, '2015-11-13T23:09:59.999Z'),
      late({}, '2015-11-13T23:10:00.000Z'),
      late({ closedAt: inTime }, '2015-11-13T23:00:00.000Z'),
    ]).toEqual([null, 'grace', 'grace', null, null])
  })

  it('names what was given to the person rather than the grace', () => {
    const late = (rights: object, now = tooLate) =>
      mayWrite({ ...call, graceMinutes: 10 }, { status: 'draft' }, { ...noRights, ...rights }, now).late
    const both = { codeUntil: untilMonday, extendedUntil: untilMonday }

    expect([late({ codeUntil: untilMonday }), late(both), late(both, untilMonday)]).toEqual([
      'code',
      'extension',
      'extension',
    ])
    expect(late(both, new Date(untilMonday.getTime() + 1))).toBe(null)
    expect(mayWrite({ ...call, closedAt: inTime }, undefined, both, tooLate)).toEqual({
      begin: true,
      save: 'nothing',
      submit: false,
      late: 'extension',
    })
  })

  it('is what the call says of a submitted file after the deadline, until its review begins', () => {
    const save = (editableAfterClose: typeof call.editableAfterClose, status: SubmissionStatus) =>
      mayWrite({ ...call, editableAfterClose }, { status }, noRights, tooLate).save

    expect([
      save('nothing', 'submitted'),
      save('presentation', 'submitted'),
      save('everything', 'submitted'),
      save('everything', 'draft'),
      save('everything', 'under_review'),
      save('everything', 'shortlisted'),
      save('everything', 'accepted'),
    ]).toEqual(['nothing', 'presentation', 'everything', 'nothing', 'nothing', 'nothing', 'nothing'])
  })

  it('is everything that organisers asked to mend', () => {
    expect(mayWrite(call, { status: 'correction_asked' }, noRights, tooLate)).toEqual({
      begin: false,
      save: 'everything',
      submit: false,
      late: null,
    })
  })
})

it('keeps all but title and summary as they are where only the presentation may change', () => {
  const words = emptyFraming
  const file = { title: 'A', structure: 'B', summary: 'C', framing: words, wantedSkills: [], answers: {} }
  const writable = { begin: false, save: 'presentation' as const, submit: false, late: null }
  const frozen = (over: object) => {
    try {
      assertMaySave(writable, file, { ...file, framing: { ...words }, ...over })
      return 'kept'
    } catch (error) {
      return error
    }
  }

  expect(frozen({ title: 'Autre', summary: 'Autre' })).toBe('kept')
  expect(frozen({ structure: 'Autre', framing: { ...words, users: 'Tous' } })).toMatchObject({
    code: 'submission_frozen',
    errors: [{ path: 'structure' }, { path: 'framing' }],
  })
})

it('says the last moment of a person, never the grace', () => {
  const season = { status: 'published' }
  const graced = { ...call, graceMinutes: 60 }
  const code = { codeUntil: untilMonday, extendedUntil: null }

  expect(lastMoment(call, { codeUntil: inTime, extendedUntil: null })).toEqual(call.closesAt)
  expect([
    callAccess(graced, season, noRights, tooLate),
    callAccess(graced, season, code, tooLate),
    callAccess(graced, season, { ...code, extendedUntil: untilMonday }, tooLate),
    callAccess(graced, { status: 'closed' }, code, tooLate),
  ]).toEqual([
    { until: call.closesAt, mayBegin: false, moreTime: null },
    { until: untilMonday, mayBegin: true, moreTime: 'code' },
    { until: untilMonday, mayBegin: true, moreTime: 'extension' },
    { until: untilMonday, mayBegin: false, moreTime: 'code' },
  ])
  expect([
    ownWriting(call, { status: 'draft' }, season, code, tooLate),
    ownWriting(call, { status: 'draft' }, { status: 'closed' }, code, tooLate),
  ]).toEqual([
    { until: untilMonday, editable: 'everything', maySubmit: true, grace: false },
    { until: untilMonday, editable: 'nothing', maySubmit: false, grace: false },
  ])
})
