import userEvent from '@testing-library/user-event'
import { screen, waitFor, within } from '@testing-library/vue'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { renderAt } from '../../../test/render.ts'
import { aProblem, stubServer } from '../../../test/server.ts'

const me = { id: 'p1', name: 'Amina Diallo', email: 'amina@exemple.fr', locale: 'fr', hasPassword: true, grants: [] }
const now = new Date('2018-05-19T12:40:00Z')

const question = {
  id: 'q1',
  seasonId: 's1',
  teamId: 't1',
  teamName: 'Équipe Jardin',
  channel: 'law',
  title: 'Association ou coopérative ?',
  text: 'Nous hésitons.',
  talkWish: '',
  status: 'open',
  askedAt: '2018-05-19T12:00:00.000Z',
  askedByName: 'Amina Diallo',
  waitingSince: '2018-05-19T12:00:00.000Z',
  waiting: 'fresh',
  claimedById: null,
  claimedByName: null,
  firstAnsweredAt: null,
}
const details = { ...question, seasonName: 'Nuit des solidarités', timeZone: 'Europe/Paris', moves: ['claim'] }
const coach = { teamId: 't1', personId: 'c1', name: 'Jean-Marc Delacroix', role: 'coach' }
const team = {
  teamId: 't1',
  teamName: 'Équipe Jardin',
  seasonId: 's1',
  seasonName: 'Nuit des solidarités',
  timeZone: 'Europe/Paris',
  mentors: [coach],
}
const pageOf = (...items: object[]) => ({ body: { items, nextCursor: null } })

const MY_TEAMS = 'GET /api/v1/me/team-help'
const MY_MENTORING = 'GET /api/v1/me/mentoring'
const QUESTION = 'GET /api/v1/help-requests/q1'
const MESSAGES = 'GET /api/v1/help-requests/q1/messages?limit=100'
const SEASON_QUESTIONS = '/api/v1/seasons/s1/help-requests?limit=100'

class NoLive {
  static readonly CLOSED = 2
  addEventListener(): void {}
  close(): void {}
}

beforeEach(() => {
  vi.stubGlobal('EventSource', NoLive)
  vi.useFakeTimers({ now, toFake: ['Date'] })
  return () => vi.useRealTimers()
})

async function open(path: string, answers: Parameters<typeof stubServer>[0]) {
  const server = stubServer({ 'GET /api/v1/me': { body: me }, ...answers })
  const view = await renderAt(path)
  return { ...view, server, person: userEvent.setup() }
}

describe('the help page', () => {
  it('shows a member who accompanies the team, and how long each question waits', async () => {
    await open('/mon-espace/entraide', {
      [MY_TEAMS]: { body: [team] },
      [MY_MENTORING]: { body: [] },
      'GET /api/v1/teams/t1/help-requests?limit=100': pageOf(question),
    })

    const card = await screen.findByRole('article')

    expect(within(card).getByText('Attend depuis 40 min')).toBeTruthy()
    expect(within(card).getByRole('link', { name: question.title }).getAttribute('href')).toBe(
      '/mon-espace/questions/q1',
    )
    const mentors = screen.getByRole('list', { name: 'Les personnes qui vous accompagnent' })
    expect(mentors.textContent).toBe('Jean-Marc Delacroix, coach')
  })

  it('shows a mentor what waits in their fields, apart from the rest', async () => {
    const other = { ...question, id: 'q2', channel: 'food', title: 'Où cuisiner ?', waiting: 'overdue' }
    await open('/mon-espace/entraide', {
      [MY_TEAMS]: { body: [] },
      [MY_MENTORING]: { body: [{ ...team, fields: ['law'], teams: [] }] },
      'GET /api/v1/seasons/s1/help-channels': {
        body: [
          { channel: 'law', open: 1, mentorCount: 1, mine: true },
          { channel: 'food', open: 1, mentorCount: 0, mine: false },
        ],
      },
      [`GET ${SEASON_QUESTIONS}&claimed=by_me&status=claimed`]: pageOf(),
      [`GET ${SEASON_QUESTIONS}&mine=true&status=open`]: pageOf(question),
      [`GET ${SEASON_QUESTIONS}&mine=false&status=open`]: pageOf(other),
    })

    expect(await screen.findByRole('link', { name: 'Où cuisiner ?' })).toBeTruthy()
    expect(screen.getAllByRole('heading').map(({ textContent }) => textContent)).toEqual([
      'Entraide',
      'Nuit des solidarités',
      'Mes domaines',
      'Mes équipes',
      'Dans vos domaines',
      question.title,
      'Les autres questions',
      'Où cuisiner ?',
    ])
    expect(screen.getByText('personne ne répond dans ce domaine')).toBeTruthy()
  })

  it('says so to someone with no team, and what failed when it did', async () => {
    const { server, person } = await open('/mon-espace/entraide', {
      [MY_TEAMS]: { body: [] },
      [MY_MENTORING]: aProblem(503, 'unavailable'),
    })
    await screen.findByRole('alert')
    server.answers[MY_MENTORING] = { body: [] }

    await person.click(screen.getByRole('button', { name: 'Réessayer' }))

    expect(await screen.findByText('Personne à vos côtés pour l’instant')).toBeTruthy()
  })
})

describe('asking', () => {
  const path = '/mon-espace/entraide/equipes/t1/question'
  const ASK = 'POST /api/v1/teams/t1/help-requests'

  it('says what is missing beside each field, and sends nothing', async () => {
    const { person, server } = await open(path, { [MY_TEAMS]: { body: [team] } })

    await person.click(screen.getByRole('button', { name: 'Envoyer la question' }))

    expect(screen.getAllByText('Remplissez ce champ.')).toHaveLength(3)
    expect(server.callsTo('POST', '/api/v1/teams/t1/help-requests')).toEqual([])
  })

  it('sends the question in the channel chosen, and shows it', async () => {
    const { person, server, router } = await open(path, {
      [MY_TEAMS]: { body: [team] },
      [ASK]: { status: 201, body: details },
      [QUESTION]: { body: { ...details, moves: ['cancel', 'write'] } },
      [MESSAGES]: pageOf(),
    })
    await person.type(screen.getByRole('textbox', { name: 'Votre question en une phrase' }), question.title)
    await person.type(screen.getByRole('textbox', { name: 'Racontez' }), 'Nous hésitons.')
    await person.click(screen.getByRole('radio', { name: /^Droit/ }))

    await person.click(screen.getByRole('button', { name: 'Envoyer la question' }))

    expect(await screen.findByRole('heading', { name: question.title })).toBeTruthy()
    expect(router.currentRoute.value.name).toBe('help-thread')
    expect(server.callsTo('POST', '/api/v1/teams/t1/help-requests').map(({ body }) => body)).toEqual([
      { channel: 'law', title: question.title, text: 'Nous hésitons.', talkWish: '' },
    ])
  })
})

describe('a thread', () => {
  const answer = {
    id: 'm1',
    authorName: 'Claire Dubois',
    side: 'mentor',
    isAnswer: true,
    text: 'Une association suffit.',
    writtenAt: '2018-05-19T12:30:00.000Z',
  }

  it('is taken on, then answered', async () => {
    const { person, server } = await open('/mon-espace/questions/q1', {
      [QUESTION]: { body: details },
      [MESSAGES]: pageOf(),
      'POST /api/v1/help-requests/q1/claim': { body: details },
      'POST /api/v1/help-requests/q1/answer': { body: details },
    })
    const claim = await screen.findByRole('button', { name: 'Je m’en charge' })
    server.answers[QUESTION] = { body: { ...details, status: 'claimed', moves: ['release', 'answer', 'write'] } }
    await person.click(claim)

    await person.type(await screen.findByRole('textbox', { name: 'Votre réponse' }), answer.text)
    server.answers[QUESTION] = { body: { ...details, status: 'answered', waiting: null, moves: ['write'] } }
    server.answers[MESSAGES] = pageOf(answer)
    await person.click(screen.getByRole('button', { name: 'Envoyer la réponse' }))

    expect(await screen.findByText('Une association suffit.', { selector: 'li p' })).toBeTruthy()
    expect(screen.getByText('Répondue')).toBeTruthy()
    expect(server.callsTo('POST', '/api/v1/help-requests/q1/answer').map(({ body }) => body)).toEqual([
      { text: answer.text },
    ])
  })

  it('lets the one who took it on ask for more without answering', async () => {
    const { person, server } = await open('/mon-espace/questions/q1', {
      [QUESTION]: { body: { ...details, status: 'claimed', moves: ['release', 'answer', 'write'] } },
      [MESSAGES]: pageOf(),
      'POST /api/v1/help-requests/q1/messages': { status: 201, body: { ...answer, isAnswer: false } },
    })
    await person.type(await screen.findByRole('textbox', { name: 'Votre réponse' }), 'Combien êtes-vous ?')

    await person.click(screen.getByRole('button', { name: 'Demander une précision' }))

    await waitFor(() => expect(server.callsTo('POST', '/api/v1/help-requests/q1/messages')).toHaveLength(1))
    expect(server.callsTo('POST', '/api/v1/help-requests/q1/answer')).toEqual([])
  })

  it('says that somebody was faster, and shows who', async () => {
    const { person, server } = await open('/mon-espace/questions/q1', {
      [QUESTION]: { body: details },
      [MESSAGES]: pageOf(),
      'POST /api/v1/help-requests/q1/claim': aProblem(409, 'help_request_transition'),
    })
    const claim = await screen.findByRole('button', { name: 'Je m’en charge' })
    server.answers[QUESTION] = {
      body: { ...details, status: 'claimed', claimedByName: 'Karim Benali', moves: [] },
    }

    await person.click(claim)

    expect(await screen.findByText('suivie par Karim Benali')).toBeTruthy()
    expect((await screen.findByRole('alert')).textContent).toContain('Cette question ne peut plus changer ainsi')
  })

  it('is closed by the team', async () => {
    const { person, server } = await open('/mon-espace/questions/q1', {
      [QUESTION]: { body: { ...details, status: 'answered', waiting: null, moves: ['close', 'reopen', 'write'] } },
      [MESSAGES]: pageOf(answer),
      'POST /api/v1/help-requests/q1/end': { body: details },
    })
    await person.click(await screen.findByRole('button', { name: 'Oui, merci' }))

    expect(server.callsTo('POST', '/api/v1/help-requests/q1/end').map(({ body }) => body)).toEqual([{ move: 'close' }])
  })

  it('is not shown to those who may not read it', async () => {
    await open('/mon-espace/questions/q1', { [QUESTION]: aProblem(403, 'forbidden'), [MESSAGES]: pageOf() })

    expect((await screen.findByRole('alert')).textContent).toContain('Vous n’avez pas accès à cette action.')
  })
})

describe('my fields', () => {
  it('are chosen as a whole field or subject by subject, never both', async () => {
    const path = '/api/v1/seasons/s1/mentors/me/fields'
    const { person, server } = await open('/mon-espace/entraide/saisons/s1/domaines', {
      [MY_TEAMS]: { body: [] },
      [MY_MENTORING]: { body: [{ ...team, fields: ['law.labour', 'food'], teams: [] }] },
      [`PUT ${path}`]: { body: { fields: [] } },
    })

    await person.click(await screen.findByRole('checkbox', { name: 'Droit' }))
    await person.click(screen.getByRole('checkbox', { name: 'Alimentation' }))
    await person.click(screen.getByRole('button', { name: 'Enregistrer mes domaines' }))

    await waitFor(() => expect(server.callsTo('PUT', path).map(({ body }) => body)).toEqual([{ fields: ['law'] }]))
  })
})

describe('the board of a season', () => {
  const board = '/pilotage/saisons/s1/accompagnement'
  const bare = {
    teamId: 't2',
    name: 'Les Vélos',
    projectTitle: 'Atelier',
    memberCount: 3,
    mentors: [],
    waitingCount: 0,
  }
  const followed = { ...bare, teamId: 't1', name: 'Équipe Jardin', memberCount: 1, mentors: [coach], waitingCount: 2 }
  const answers = {
    'GET /api/v1/seasons/s1/mentoring': {
      body: {
        teamCount: 2,
        teamsWithoutCoach: 1,
        waiting: 1,
        waitingTooLong: 0,
        answered: 4,
        medianResponseSeconds: 2400,
      },
    },
    'GET /api/v1/seasons/s1/accompanied-teams?limit=100': pageOf(followed, bare),
    [`GET ${SEASON_QUESTIONS}&unanswered=true`]: pageOf(question),
  }

  it('puts teams without a coach first, and tells the response time', async () => {
    await open(board, answers)

    const [first, second] = await screen.findAllByRole('article').then((cards) => cards.slice(-2))

    expect(within(first!).getByText('Pas de coach')).toBeTruthy()
    expect(within(first!).getByRole('heading').textContent).toBe('Les Vélos')
    expect(within(second!).queryByText('Pas de coach')).toBeNull()
    expect(screen.getByText('40 min')).toBeTruthy()
    expect(screen.getByText('Il manque 1 coach')).toBeTruthy()
  })

  it('finds a coach by name and assigns them', async () => {
    const mentor = { personId: 'k1', name: 'Karim Benali', roles: ['coach'], fields: ['law'], teamCount: 0 }
    const { person, server } = await open(board, {
      ...answers,
      'GET /api/v1/seasons/s1/mentors?limit=20': pageOf(mentor),
      'POST /api/v1/teams/t2/mentors': { status: 201, body: coach },
    })
    await person.click(await screen.findByRole('button', { name: 'Trouver un coach pour Les Vélos' }))

    await person.click(await screen.findByRole('button', { name: 'Choisir Karim Benali' }))

    await waitFor(() =>
      expect(server.callsTo('POST', '/api/v1/teams/t2/mentors').map(({ body }) => body)).toEqual([
        { personId: 'k1', role: 'coach' },
      ]),
    )
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  })
})
