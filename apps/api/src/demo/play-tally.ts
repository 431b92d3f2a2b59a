import type { Schema } from '@essor/api-client'
import type { Team } from './play-opening.ts'
import { done } from './stage.ts'

/** Ours: what is counted, and how much by now. */
const counters: { draft: Schema<'TallyCounterDraft'>; amount: number; part: number }[] = [
  {
    draft: { kind: 'loop', label: 'Gobelets réutilisables', unit: 'gobelets', target: 80, public: true },
    amount: 64,
    part: 51,
  },
  { draft: { kind: 'meals', label: 'Repas', unit: 'repas', target: 80, public: true }, amount: 76, part: 4 },
  { draft: { kind: 'count', label: 'Café', unit: 'litres', target: 12, public: true }, amount: 8.5, part: 0 },
  {
    draft: { kind: 'count', label: 'Croissants', unit: 'croissants', target: null, public: false },
    amount: 60,
    part: 0,
  },
]

export async function playTally({ organiser: { client } }: Team, seasonId: string): Promise<void> {
  for (const { draft, amount, part } of counters) {
    const { id: counterId } = done(
      await client.POST('/api/v1/seasons/{seasonId}/tally', { params: { path: { seasonId } }, body: draft }),
    )
    const params = { path: { counterId } }
    done(await client.POST('/api/v1/tally/{counterId}/entries', { params, body: { of: 'amount', by: amount } }))
    if (part === 0) continue
    done(await client.POST('/api/v1/tally/{counterId}/entries', { params, body: { of: 'part', by: part } }))
  }
}
