import { asc, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { insertCall, insertSeason, insertSubmission } from '../../../../test/factories.ts'
import { useTestApp, type TestPerson } from '../../../../test/harness.ts'
import { longestTurnOf } from '../../../../test/longest-turn.ts'
import { unguarded } from '../../../../test/refusals.ts'
import { people } from '../../identity/people.table.ts'
import { submissions } from '../submissions/submissions.table.ts'

const t = useTestApp()

async function aCall() {
  const season = await insertSeason(t.db)
  const call = await insertCall(t.db, season.id)
  return { season, call, organiser: await t.person({ role: 'organiser', scopeKind: 'season', scopeId: season.id }) }
}

const send = (who: TestPerson, callId: string, csv: string | Buffer, query = '') =>
  who.post(`/api/v1/calls/${callId}/submission-imports${query}`).set('content-type', 'text/csv').send(csv)
const doIt = '?preview=false'

const stored = (callId: string) =>
  t.db
    .select({ submission: submissions, email: people.email, name: people.name })
    .from(submissions)
    .innerJoin(people, eq(people.id, submissions.holderId))
    .where(eq(submissions.callId, callId))
    .orderBy(asc(submissions.title))

it('shows first what it would do, then does it once', async () => {
  const { season, call, organiser } = await aCall()
  const known = await t.person()
  const csv = [
    'Titre du projet;Association;Nom;E-mail;Résumé;Le problème;Compétences;Remarques',
    `Un jardin;Amicale;Ana Lopez;ANA@exemple.fr;En bref;Peu de lieux;"Droit des associations (2), Développement web, magie";rien`,
    `Des vélos;Régie;;${known.email};;;;`,
    'Un Jardin !;Amicale;Ana;ana@exemple.fr;;;;',
    ';Sans titre;Bob;bob@exemple;;;;',
  ].join('\r\n')

  const preview = await send(organiser, call.id, csv).expect(200)
  expect(await stored(call.id)).toEqual([])
  const answers = await Promise.all([1, 2, 3].map(() => send(organiser, call.id, csv, doIt)))
  const again = await send(organiser, call.id, csv, doIt).expect(200)

  expect(preview.body).toEqual({
    preview: true,
    encoding: 'utf-8',
    separator: ';',
    columns: ['title', 'structure', 'holderName', 'holderEmail', 'summary', 'problem', 'skills'],
    counts: { to_add: 2, added: 0, already_there: 0, twice_in_file: 1, refused: 1 },
    lines: [
      {
        line: 2,
        title: 'Un jardin',
        structure: 'Amicale',
        holderName: 'Ana Lopez',
        holderEmail: 'ana@exemple.fr',
        outcome: 'to_add',
        problems: [],
        remarks: [{ field: 'skills', code: 'unknown_skill', message: 'Not in the list of skills: magie' }],
      },
      {
        line: 3,
        title: 'Des vélos',
        structure: 'Régie',
        holderName: '',
        holderEmail: known.email,
        outcome: 'to_add',
        problems: [],
        remarks: [],
      },
      {
        line: 4,
        title: 'Un Jardin !',
        structure: 'Amicale',
        holderName: 'Ana',
        holderEmail: 'ana@exemple.fr',
        outcome: 'twice_in_file',
        problems: [],
        remarks: [],
      },
      {
        line: 5,
        title: '',
        structure: 'Sans titre',
        holderName: 'Bob',
        holderEmail: 'bob@exemple',
        outcome: 'refused',
        problems: [
          { field: 'holderEmail', code: 'not_an_email', message: 'This is no e-mail address.' },
          { field: 'title', code: 'required', message: 'This is needed.' },
        ],
        remarks: [],
      },
    ],
  })
  expect(answers.map(({ body }) => body.counts.added).toSorted()).toEqual([0, 0, 2])
  expect(again.body.counts).toEqual({ to_add: 0, added: 0, already_there: 2, twice_in_file: 1, refused: 1 })
  const rows = await stored(call.id)
  expect(
    rows.map(({ submission, email, name }) => ({
      email,
      name,
      title: submission.title,
      status: submission.status,
      submittedBy: submission.submittedBy,
      wanted: submission.wantedSkills.map(({ skill }) => skill),
      problem: submission.framing.problem,
    })),
  ).toEqual([
    {
      email: known.email,
      name: known.name,
      title: 'Des vélos',
      status: 'submitted',
      submittedBy: organiser.id,
      wanted: [],
      problem: '',
    },
    {
      email: 'ana@exemple.fr',
      name: 'Ana Lopez',
      title: 'Un jardin',
      status: 'submitted',
      submittedBy: organiser.id,
      wanted: ['law.associations', 'digital.web'],
      problem: 'Peu de lieux',
    },
  ])
  const mails = [...(await t.mailsTo('ana@exemple.fr')), ...(await t.mailsTo(known.email))]
  expect(mails.map(({ subject }) => subject)).toEqual(Array(2).fill(`Votre projet est enregistré : ${season.name}`))
  const list = await organiser.get(`/api/v1/calls/${call.id}/board`).expect(200)
  expect(list.body.items).toHaveLength(2)
})

it('writes to nobody when told so', async () => {
  const { call, organiser } = await aCall()

  await send(organiser, call.id, 'title,structure,email\nA,B,quiet@exemple.fr', `${doIt}&mail=false`).expect(200)

  expect(await t.mailsTo('quiet@exemple.fr')).toEqual([])
})

it.each<[string, (csv: string) => Buffer]>([
  ['UTF-8 with a mark', (csv) => Buffer.from(`\ufeff${csv}`)],
  ['UTF-16', (csv) => Buffer.from(`\ufeff${csv}`, 'utf16le')],
  ['Windows-1252', (csv) => Buffer.from(csv, 'latin1')],
  ['a line that names the separator', (csv) => Buffer.from(`sep=;\r\n${csv}`)],
])('reads %s', async (_, encoded) => {
  const { call, organiser } = await aCall()

  const { body } = await send(
    organiser,
    call.id,
    encoded('Titre;Structure;E-mail\r\nÉté à côté;Amicale;e@exemple.fr\r\n'),
  )

  expect(body.lines.map(({ title, outcome }: { title: string; outcome: string }) => [title, outcome])).toEqual([
    ['Été à côté', 'to_add'],
  ])
})

it('takes what the export gave', async () => {
  const one = await aCall()
  const other = await aCall()
  const holder = await t.person()
  await insertSubmission(t.db, one.call.id, holder.id, { title: '=Un jardin' })
  const { text } = await one.organiser.get(`/api/v1/calls/${one.call.id}/submissions.csv`).expect(200)

  const { body } = await send(other.organiser, other.call.id, text, doIt).expect(200)

  expect(body.counts).toMatchObject({ added: 1, refused: 0 })
  const [row] = await stored(other.call.id)
  expect(row!.submission).toMatchObject({
    title: '=Un jardin',
    summary: 'Un potager commun',
    wantedSkills: [{ skill: 'law.associations', level: 2, count: 1 }],
  })
  expect(row!.submission.framing).toMatchObject({ problem: 'Peu de lieux communs', payers: 'Le bailleur' })
})

it('tells each line what is wrong with it', async () => {
  const { call, organiser } = await aCall()
  const csv = `Titre;Structure;E-mail\n${'x'.repeat(121)};B;a@exemple.fr\nA\u0001;B;b@exemple.fr\nA;B;\n`

  const { body } = await send(organiser, call.id, csv, doIt).expect(200)

  expect(body.lines.map(({ problems }: { problems: { code: string }[] }) => problems.map(({ code }) => code))).toEqual([
    ['too_long'],
    ['unreadable'],
    ['required'],
  ])
  expect(await stored(call.id)).toEqual([])
})

it('is read in a moment, whatever a cell holds', async () => {
  const { call, organiser } = await aCall()
  const csv = `Titre;Structure;E-mail;Compétences\nUn jardin;Amicale;a@exemple.fr;${'('.repeat(90_000)}\n`

  const { answer, longestMs } = await longestTurnOf(() => send(organiser, call.id, csv, doIt).expect(200))

  expect(answer.body.lines[0].problems).toEqual([
    { field: 'skills', code: 'too_long', message: 'Write at most 4000 characters.' },
  ])
  expect(longestMs).toBeLessThan(2_000)
})

it.each<[string, string | Buffer, string]>([
  ['nothing', '', 'empty'],
  ['no column for what is needed', 'Nom;Prénom\nA;B\n', 'missing_column'],
  ['a quotation mark left open', 'Titre;Structure;E-mail\n"A;B;c@exemple.fr\n', 'quotes'],
  ['no text', Buffer.from('Titre;Structure;E-mail\nA\0;B;c@exemple.fr\n'), 'not_csv'],
  ['a workbook', Buffer.from('PK\u0003\u0004rest'), 'not_csv'],
  ['1 001 lines', `Titre;Structure;E-mail\n${'A;B;c@exemple.fr\n'.repeat(1001)}`, 'too_many_rows'],
])('refuses a file with %s', async (_, csv, code) => {
  const { call, organiser } = await aCall()

  const { body } = await send(organiser, call.id, csv, doIt).expect(400)

  expect([body.code, body.errors[0].code]).toEqual(['csv_unreadable', code])
})

it('takes 1 000 lines', async () => {
  const { call, organiser } = await aCall()
  const lines = Array.from({ length: 1000 }, (_, index) => `Projet ${index};Structure;porteur${index % 300}@exemple.fr`)

  const { body } = await send(organiser, call.id, `Titre;Structure;E-mail\n${lines.join('\n')}`, doIt).expect(200)

  expect(body.counts.added).toBe(1000)
  expect(await stored(call.id)).toHaveLength(1000)
})

it('is taken by a call that is published and not answered', async () => {
  const { season, organiser } = await aCall()
  const csv = 'Titre;Structure;E-mail\nA;B;c@exemple.fr\n'
  const draft = await insertCall(t.db, season.id, { status: 'draft' })
  const decided = await insertCall(t.db, season.id, { status: 'decided' })

  expect([
    (await send(organiser, draft.id, csv).expect(409)).body.code,
    (await send(organiser, decided.id, csv, doIt).expect(409)).body.code,
  ]).toEqual(['call_not_open', 'decisions_published'])
  await send(organiser, draft.id, csv, '?preview=maybe').expect(400)
})

it('is for the organisers of the season', async () => {
  const { season, call, organiser } = await aCall()

  const guarded = await unguarded(t, [['post', `/api/v1/calls/${call.id}/submission-imports`]], {
    stranger: await t.person({ role: 'reviewer', scopeKind: 'season', scopeId: season.id }),
    owner: organiser,
  })
  // Without a body the file is an empty one.
  expect(guarded).toEqual([])
})
