import { createEssorClient, type EssorClient } from '@essor/api-client'

/** Where a scenario is played: through HTTP only, each step as the person who would do it. */
export interface Stage {
  baseUrl: string
  fetch: (request: Request) => Promise<Response>
  /** Moves the clock of the instance. */
  at: (instant: string) => void
  /** Lets the background work of a matching run come to its end. */
  finishMatching: (runId: string) => Promise<void>
  /** Who has signed in before, by address: people keep their session from one season to the next. */
  known: Map<string, Player>
}

export function newStage(means: Omit<Stage, 'known'>): Stage {
  return { ...means, known: new Map() }
}

export interface Player {
  name: string
  email: string
  id: string
  client: EssorClient
}

/** Signs someone in as they would: asks for a link, reads the mail, opens it, says their name. */
export async function enter(stage: Stage, person: { name: string; email: string }): Promise<Player> {
  const known = stage.known.get(person.email)
  if (known) return known
  const visitor = visit(stage)
  done(await visitor.POST('/api/v1/session/link', { body: { email: person.email } }))
  const token = await linkToken(stage, person.email)
  const { response } = await visitor.POST('/api/v1/session/link/verify', { body: { token } })
  const client = clientWith(stage, response)
  const me = done(await client.PATCH('/api/v1/me', { body: { name: person.name } }))
  const player = { name: person.name, email: person.email, id: me.id, client }
  stage.known.set(person.email, player)
  return player
}

const visit = ({ baseUrl, fetch }: Stage): EssorClient => createEssorClient({ baseUrl, fetch })

/** Opens the invitation found in someone's mail. */
export async function acceptInvitation(stage: Stage, { email }: { email: string }): Promise<void> {
  const visitor = visit(stage)
  done(await visitor.POST('/api/v1/invitations/accept', { body: { token: await linkToken(stage, email) } }))
}

/** The answer of an operation that must go well. */
export function done<Answer>({
  data,
  error,
  response,
}: {
  data?: Answer
  error?: unknown
  response: Response
}): Answer {
  if (!response.ok) throw new Error(`${response.status} ${response.url}: ${JSON.stringify(error)}`)
  return data as Answer
}

function clientWith(stage: Stage, response: Response): EssorClient {
  const cookie = response.headers
    .getSetCookie()
    .map((header) => header.split(';')[0])
    .join('; ')
  return createEssorClient({ baseUrl: stage.baseUrl, fetch: stage.fetch, cookie })
}

async function linkToken(stage: Stage, email: string): Promise<string> {
  const mails = done(await visit(stage).GET('/api/v1/mailbox'))
  const newest = mails.find(({ toAddress, text }) => toAddress === email && text.includes('#token='))
  const token = newest && /#token=([\w-]+)/.exec(newest.text)?.[1]
  if (!token) throw new Error(`No link in the mail of ${email}.`)
  return token
}
