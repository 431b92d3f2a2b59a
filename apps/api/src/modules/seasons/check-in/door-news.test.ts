import { expect, it } from 'vitest'
import { insertSeason, insertSession } from '../../../../test/factories.ts'
import { useTestApp } from '../../../../test/harness.ts'

const t = useTestApp()

it('tells who was given a door when it is time to keep it', async () => {
  const season = await insertSeason(t.db)
  const session = await insertSession(t.db, season.id)
  const keeper = await t.person({ role: 'facilitator', scopeKind: 'season', scopeId: season.id })
  const stranger = await t.person()
  const told = async (who: typeof keeper, at: string) => {
    t.setNow(at)
    const { body } = await who.get('/api/v1/me/next').expect(200)
    return (body as { code: string; subjectId: string }[]).map(({ code, subjectId }) => [code, subjectId])
  }

  expect([
    await told(keeper, '2026-03-31T15:59:00Z'),
    await told(keeper, '2026-03-31T16:01:00Z'),
    await told(keeper, '2026-04-01T18:59:00Z'),
    await told(keeper, '2026-04-01T19:01:00Z'),
    await told(stranger, '2026-04-01T16:30:00Z'),
  ]).toEqual([[], [['seasons.door_to_keep', session.id]], [['seasons.door_to_keep', session.id]], [], []])
})
