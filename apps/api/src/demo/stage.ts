import { createEssorClient, type EssorClient } from '@essor/api-client'

/** Where a scenario is played: through HTTP only, each step as the person who would do it. */
export interface Stage {
  baseUrl: string
  fetch: (request: Request) => Promise<Response>
  /** Moves the clock of the instance. */
  at: (instant: string) => void
  /** Lets the background work of a matching run come to its end. */
  finishMatching: (runId: string) => Promise<void>
}

export interface Player {
  name: string
  email: string
  id: string
  client: EssorClient
}

/** Signs someone in as they would: asks for a link, reads the mail, opens it, says their name. */
export async function enter(stage: Stage, person: { name: string; email: string; password?: string }): Promise<Player> {
  const visitor = createEssorClient({ baseUrl: stage.baseUrl, fetch: stage.fetch })
  done(await visitor.POST('/api/v1/session/link', { body: { email: person.email } }))
  const token = await linkToken(stage, person.email)
  const { response } = await visitor.POST('/api/v1/session/link/verify', { body: { token } })
  const client = clientWith(stage, response)
  const me = done(await client.PATCH('/api/v1/me', { body: { name: person.name } }))
  if (person.password) done(await client.PUT('/api/v1/me/password', { body: { newPassword: person.password } }))
  return { name: person.name, email: person.email, id: me.id, client }
}

/** Opens the invitation found in someone's mail. */
export async function acceptInvitation(stage: Stage, { email }: { email: string }): Promise<void> {
  const visitor = createEssorClient({ baseUrl: stage.baseUrl, fetch: stage.fetch })
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
  const visitor = createEssorClient({ baseUrl: stage.baseUrl, fetch: stage.fetch })
  const mails = done(await visitor.GET('/api/v1/mailbox'))
  const newest = mails.find(({ toAddress, text }) => toAddress === email && text.includes('#token='))
  const token = newest && /#token=([\w-]+)/.exec(newest.text)?.[1]
  if (!token) throw new Error(`No link in the mail of ${email}.`)
  return token
}
