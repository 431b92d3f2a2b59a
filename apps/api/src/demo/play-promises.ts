import type { Schema } from '@essor/api-client'
import type { Team } from './play-opening.ts'
import type { Participant } from './play-recruitment.ts'
import { done } from './stage.ts'

/** What the first people promise, one after the other. */
const promised: Pick<Schema<'PromiseDraft'>, 'unit' | 'amount' | 'note'>[] = [
  { unit: 'day', amount: 2, note: '' },
  { unit: 'day', amount: 1, note: 'Le premier jour seulement' },
  { unit: 'evening', amount: 1, note: 'Après 18 h' },
  { unit: 'hour', amount: 6, note: '' },
  { unit: 'day', amount: 2, note: '' },
]

/** Some promise time for the two days, and note what they gave on the first; the organiser notes three hours for the first of them. */
export async function playPromises(
  { organiser }: Team,
  seasonId: string,
  people: Participant[],
  days: { startsOn: string; endsOn: string },
): Promise<void> {
  const params = { path: { seasonId } }
  for (const [index, draft] of promised.entries()) {
    const { client, id } = people[index]!
    done(
      await client.POST('/api/v1/me/seasons/{seasonId}/promises', {
        params,
        body: { ...draft, ...days, rhythm: 'total' },
      }),
    )
    done(
      await client.POST('/api/v1/seasons/{seasonId}/people/{personId}/given-time', {
        params: { path: { seasonId, personId: id } },
        body: { day: days.startsOn, minutes: index === 2 ? 180 : 420, note: '' },
      }),
    )
  }
  done(
    await organiser.client.POST('/api/v1/seasons/{seasonId}/people/{personId}/given-time', {
      params: { path: { seasonId, personId: people[0]!.id } },
      body: { day: days.startsOn, minutes: 180, note: 'Rangement de la salle, le soir' },
    }),
  )
}

type Told = { kind: Schema<'NeedKind'> } & Schema<'NeedDraft'>

const needs: Told[] = [
  { kind: 'diet', diets: ['vegetarian'], children: null, detail: '' },
  { kind: 'childcare', diets: [], children: 2, detail: 'Quatre et sept ans (exemple inventé)' },
  { kind: 'access', diets: [], children: null, detail: 'Une chaise à dossier, près de la porte (exemple inventé)' },
  { kind: 'diet', diets: ['halal', 'nut_allergy'], children: null, detail: '' },
  { kind: 'transport', diets: [], children: null, detail: 'Pas de bus après 20 h (exemple inventé)' },
]

/** Invented needs of the first people. */
export async function playNeeds(seasonId: string, people: Participant[]): Promise<void> {
  for (const [index, { kind, ...need }] of needs.entries()) {
    done(
      await people[index]!.client.PUT('/api/v1/me/seasons/{seasonId}/needs/{kind}', {
        params: { path: { seasonId, kind } },
        body: need,
      }),
    )
  }
}
