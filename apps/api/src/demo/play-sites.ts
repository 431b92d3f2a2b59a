import { calendar } from './calendar.ts'
import type { Team } from './play-opening.ts'
import type { Participant } from './play-recruitment.ts'
import { done } from './stage.ts'

/** Two places and being remote; a workshop with more people than places, and an evening online. */
export async function playSites(
  { organiser: { client } }: Team,
  seasonId: string,
  startsOn: string,
  people: readonly Participant[],
): Promise<void> {
  const path = { seasonId }
  const addSite = async (kind: 'place' | 'remote', name: string, address: string, accessNotes: string) => {
    const body = { kind, name, address, accessNotes, timeZone: 'Europe/Paris' }
    return done(await client.POST('/api/v1/seasons/{seasonId}/sites', { params: { path }, body })).id
  }
  const house = await addSite(
    'place',
    'Maison des associations',
    '3 place du Marché, Vallée-Claire',
    'De plain-pied par la cour. Bus 2, arrêt Marché.',
  )
  const school = await addSite(
    'place',
    'Lycée des Trois-Ponts',
    '18 rue du Moulin, Vallée-Claire',
    'Sonnez à la loge : quelqu’un vous ouvre. Ascenseur au fond du hall.',
  )
  const remote = await addSite('remote', 'À distance', '', '')

  const on = calendar(startsOn)
  const session = (title: string, day: number, from: string, to: string) => ({
    title,
    startsAt: on(day, from),
    endsAt: on(day, to),
  })
  const workshop = done(
    await client.POST('/api/v1/seasons/{seasonId}/sessions', {
      params: { path },
      body: {
        ...session('Atelier : faire connaître son projet', 8, '18:30', '20:30'),
        kind: 'workshop',
        place: 'Salle informatique, premier étage',
        siteIds: [school],
        needsRegistration: true,
        places: 6,
        remindHours: 24,
      },
    }),
  )
  done(
    await client.POST('/api/v1/seasons/{seasonId}/sessions', {
      params: { path },
      body: {
        ...session('Retrouvailles : où en êtes-vous ?', 15, '18:30', '20:00'),
        kind: 'meet_up',
        place: '',
        siteIds: [house, remote],
        onlineUrl: 'https://visio.exemple.essor/retrouvailles',
        remindHours: 48,
      },
    }),
  )
  for (const person of people.slice(0, 8))
    done(
      await person.client.POST('/api/v1/sessions/{sessionId}/registration', {
        params: { path: { sessionId: workshop.id } },
      }),
    )
}
