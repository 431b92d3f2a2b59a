import { expect, it } from 'vitest'
import { fitOf, sizeWith, usualSizes, type Size } from './sizes.ts'

it('offers teams around an even share', () => {
  expect([usualSizes(24, 6), usualSizes(21, 9), usualSizes(1, 3), usualSizes(500, 2), usualSizes(3, 0)]).toEqual([
    { min: 3, max: 5 },
    { min: 1, max: 4 },
    { min: 1, max: 2 },
    { min: 50, max: 50 },
    { min: 2, max: 4 },
  ])
})

const projects = (count: number, size: Size): Size[] => Array.from({ length: count }, () => size)

it('says beforehand that some projects or people will be left over', () => {
  expect([
    fitOf(projects(6, { min: 3, max: 5 }), 24),
    fitOf(projects(6, { min: 5, max: 6 }), 24),
    fitOf(projects(6, { min: 2, max: 3 }), 24),
    fitOf(projects(1, { min: 3, max: 5 }), 2),
    fitOf([...projects(5, { min: 2, max: 3 }), { min: 9, max: 9 }], 24),
    fitOf([{ min: 20, max: 20 }, ...projects(5, { min: 2, max: 3 })], 24),
  ]).toEqual([
    { kind: 'fits' },
    { kind: 'projects_closed', count: 2 },
    { kind: 'people_out', count: 6 },
    { kind: 'projects_closed', count: 1 },
    { kind: 'fits' },
    { kind: 'projects_closed', count: 1 },
  ])
})

it('fills what a project leaves open with the usual size', () => {
  const usual = { min: 3, max: 5 }
  const own = (min: number | null, max: number | null) => sizeWith(usual, { projectId: 'p', min, max })

  expect([own(null, null), own(2, null), own(8, null), own(null, 2), own(1, 9)]).toEqual([
    { min: 3, max: 5 },
    { min: 2, max: 5 },
    { min: 8, max: 8 },
    { min: 2, max: 2 },
    { min: 1, max: 9 },
  ])
})
