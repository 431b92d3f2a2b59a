import { expect, it } from 'vitest'
import { allows, type GivenRole } from './policy.rules.ts'

const season = { delegationId: 'd1', seasonId: 's1' }
const grant = (role: GivenRole['role'], scopeKind: GivenRole['scopeKind'], scopeId: string | null): GivenRole => ({
  role,
  scopeKind,
  scopeId,
})

it.each([
  ['an organiser of this season', [grant('organiser', 'season', 's1')], true],
  ['an organiser of its delegation', [grant('organiser', 'delegation', 'd1')], true],
  ['an organiser of another season', [grant('organiser', 'season', 's2')], false],
  ['an organiser of another delegation', [grant('organiser', 'delegation', 'd2')], false],
  ['a network admin', [grant('network_admin', 'network', null)], true],
  ['a juror of this season', [grant('juror', 'season', 's1')], false],
  ['nobody', [], false],
])('lets %s manage a season: %s', (_who, grants, expected) => {
  expect(allows(grants, 'season.manage', season)).toBe(expected)
})

it('counts what a person is to the thing at hand', () => {
  expect(allows([], 'enrolment.own', { ...season, relations: ['self'] })).toBe(true)
  expect(allows([], 'enrolment.own', season)).toBe(false)
})

it('does not take a grant without a scope for a grant over a thing without one', () => {
  expect(allows([grant('organiser', 'delegation', null)], 'season.manage', {})).toBe(false)
  expect(allows([grant('organiser', 'season', 's1')], 'season.manage', { seasonId: undefined })).toBe(false)
})
