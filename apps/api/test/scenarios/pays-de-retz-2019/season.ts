import type { EssorClient, Schema } from '@essor/api-client'
import { calendar } from '../../../src/demo/calendar.ts'
import { playCall, playDraft, playReview, submit } from '../../../src/demo/play-call.ts'
import type { Team } from '../../../src/demo/play-opening.ts'
import { acceptInvitation, done, enter, type Player, type Stage } from '../../../src/demo/stage.ts'
import { attendees, committee, secondOrganiser } from './people.ts'
import { projects, type RetzProject } from './projects.ts'

const on = calendar('2019-12-05')

export interface HeldFile {
  id: string
  project: RetzProject
  holder: Player
}

export interface Retz {
  seasonId: string
  callId: string
  files: HeldFile[]
  secondOrganiser: Player
  /** The first is named to see delicate files. */
  reviewers: Player[]
  imported: Schema<'PeopleImport'>['counts']
  correction: Schema<'Correction'>
}

/** From the call to the confirmed projects, each step as the person who would do it and on its day. */
export async function playRetz(stage: Stage, team: Team, delegationId: string): Promise<Retz> {
  const { client } = team.organiser
  stage.at(on(-50, '09:00'))
  const { id: seasonId } = done(
    await client.POST('/api/v1/delegations/{delegationId}/seasons', {
      params: { path: { delegationId } },
      body: {
        slug: 'solidarites-pays-de-retz-2019',
        name: 'Les solidarités du Pays de Retz',
        summary: 'Associations, partenaires, travailleurs sociaux et habitants, une journée pour cinq besoins.',
        preset: 'solidarity_day',
        presence: 'in_person',
        place: 'Pays de Retz',
        startsOn: '2019-12-05',
        capacity: 80,
        terminology: { event: 'journée des solidarités', participant: 'participant·e' },
      },
    }),
  )
  done(
    await client.POST('/api/v1/seasons/{seasonId}/status', {
      params: { path: { seasonId } },
      body: { to: 'published' },
    }),
  )
  const second = await playSecondOrganiser(stage, team, delegationId)
  const reviewers = await playCommittee(stage, client, seasonId)
  const { callId, files, call } = await playFiles(stage, team, seasonId, reviewers[0]!)
  stage.at(on(-20, '10:00'))
  const correction = await playCorrection(
    client,
    files.find(({ project }) => project.subject.includes('nourrissons'))!,
  )
  await playReading(client, call, files, reviewers)
  stage.at(on(-12, '10:00'))
  await playAnswers(client, callId, files)
  const imported = await playPeople(client, seasonId)
  return { seasonId, callId, files, secondOrganiser: second, reviewers, imported, correction }
}

async function playSecondOrganiser(stage: Stage, { admin }: Team, delegationId: string): Promise<Player> {
  done(
    await admin.client.POST('/api/v1/delegations/{delegationId}/invitations', {
      params: { path: { delegationId } },
      body: { email: secondOrganiser.email, role: 'organiser' },
    }),
  )
  await acceptInvitation(stage, secondOrganiser)
  return enter(stage, secondOrganiser)
}

async function playCommittee(stage: Stage, client: EssorClient, seasonId: string): Promise<Player[]> {
  const players: Player[] = []
  for (const person of committee) {
    done(
      await client.POST('/api/v1/seasons/{seasonId}/invitations', {
        params: { path: { seasonId } },
        body: { email: person.email, role: 'reviewer' },
      }),
    )
    await acceptInvitation(stage, person)
    players.push(await enter(stage, person))
  }
  return players
}

/** The organiser and one reviewer are named for delicate files before anybody writes one. */
async function playFiles(stage: Stage, team: Team, seasonId: string, trusted: Player) {
  const call = await playCall(team, seasonId, {
    title: 'Quel besoin pour nos solidarités ?',
    presentation: 'Un besoin du Pays de Retz, même délicat, sur lequel avancer ensemble.',
    opens: { day: '2019-10-17', hour: '09:00' },
    closes: { day: '2019-11-14', hour: '23:59' },
  })
  done(
    await team.organiser.client.PUT('/api/v1/calls/{callId}/confidential-readers', {
      params: { path: { callId: call.id } },
      body: { personIds: [team.organiser.id, trusted.id] },
    }),
  )
  stage.at(on(-30, '10:00'))
  const files: HeldFile[] = []
  for (const project of projects) {
    const { subject: _, restricted, ...file } = project
    const holder = await enter(stage, file.holder)
    const draft = await playDraft(holder, call.id, file)
    if (restricted)
      done(
        await holder.client.PUT('/api/v1/submissions/{submissionId}/confidentiality', {
          params: { path: { submissionId: draft.id } },
          body: { confidentiality: 'restricted' },
        }),
      )
    done(await submit(holder, draft))
    files.push({ id: draft.id, project, holder })
  }
  return { call, callId: call.id, files }
}

/** On a delicate subject evidence is sought: the organiser asks where a figure comes from, and the holder mends the file. */
async function playCorrection(client: EssorClient, { id, holder }: HeldFile): Promise<Schema<'Correction'>> {
  const path = { submissionId: id }
  done(
    await client.POST('/api/v1/submissions/{submissionId}/corrections', {
      params: { path },
      body: {
        kind: 'incomplete',
        parts: ['framing.evidence'],
        message: 'D’où vient le chiffre de neuf refus ?',
        answerBy: { day: '2019-11-20', hour: '18:00' },
      },
    }),
  )
  const file = done(await holder.client.GET('/api/v1/submissions/{submissionId}', { params: { path } }))
  const { title, structure, summary, framing, wantedSkills, answers } = file
  const mended = done(
    await holder.client.PUT('/api/v1/submissions/{submissionId}', {
      params: { path, header: { 'If-Match': `"${file.version}"` } },
      body: {
        title,
        structure,
        summary,
        wantedSkills,
        answers,
        framing: { ...framing, evidence: `${framing.evidence} Chiffres de l’agence pour l’emploi, 2018.` },
      },
    }),
  )
  done(
    await holder.client.POST('/api/v1/submissions/{submissionId}/corrections/answer', {
      params: { path, header: { 'If-Match': `"${mended.version}"` } },
      body: { note: 'Nous avons ajouté la source.' },
    }),
  )
  const all = done(await client.GET('/api/v1/submissions/{submissionId}/corrections', { params: { path } }))
  return all[0]!
}

/** Open files go to all three; delicate ones to the one who is named for them. */
async function playReading(
  client: EssorClient,
  call: Schema<'Call'>,
  files: HeldFile[],
  reviewers: Player[],
): Promise<void> {
  for (const { id: submissionId, project } of files) {
    for (const { id: personId } of project.restricted ? reviewers.slice(0, 1) : reviewers)
      done(
        await client.PUT('/api/v1/submissions/{submissionId}/reviewers/{personId}', {
          params: { path: { submissionId, personId } },
        }),
      )
  }
  for (const reviewer of reviewers) {
    const { items } = done(await reviewer.client.GET('/api/v1/me/reviews', { params: { query: { limit: 100 } } }))
    for (const { id, submissionId } of items) {
      const file = files.find((one) => one.id === submissionId)!
      await playReview(reviewer, id, call, file.project.marks[0])
    }
  }
}

async function playAnswers(client: EssorClient, callId: string, files: HeldFile[]): Promise<void> {
  const { items } = done(
    await client.GET('/api/v1/calls/{callId}/board', { params: { path: { callId }, query: { limit: 100 } } }),
  )
  const { results } = done(
    await client.POST('/api/v1/calls/{callId}/decisions', {
      params: { path: { callId } },
      body: {
        submissions: items.map(({ id, version }) => ({ id, version })),
        outcome: 'accepted',
        reason: 'Un besoin réel, et des personnes prêtes à s’y mettre.',
      },
    }),
  )
  if (results.some(({ fate }) => fate !== 'decided')) throw new Error(JSON.stringify(results))
  done(await client.POST('/api/v1/calls/{callId}/decisions/publish', { params: { path: { callId } } }))
  for (const { id: submissionId, holder } of files)
    done(await holder.client.POST('/api/v1/submissions/{submissionId}/confirm', { params: { path: { submissionId } } }))
}

/** The list that the delegation kept in a spreadsheet until now. */
async function playPeople(client: EssorClient, seasonId: string): Promise<Schema<'PeopleImport'>['counts']> {
  const categories = { other: 'Autre', professional: 'Professionnel', social_worker: 'Travailleur social' } as const
  const lines = attendees.map(({ name, email, category, origin }) =>
    [name, email, category === 'resident' ? 'Habitant' : categories[category as keyof typeof categories], origin].join(
      ';',
    ),
  )
  const { counts } = done(
    await client.POST('/api/v1/seasons/{seasonId}/people-imports', {
      params: { path: { seasonId }, query: { preview: 'false', as: 'confirmed', mail: 'false' } },
      headers: { 'content-type': 'text/csv' },
      body: ['Nom;E-mail;Catégorie;Structure', ...lines].join('\r\n'),
      bodySerializer: (body) => body as string,
    }),
  )
  return counts
}
