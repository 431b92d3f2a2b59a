import type { Visit } from './browser.ts'

/** What an organiser does between two scenes of a journey that is somebody else's. */
export async function post(
  { context }: Visit,
  path: string,
  data?: unknown,
  headers: Record<string, string> = {},
): Promise<void> {
  const answer = await context.request.post(`/api/v1${path}`, { headers, ...(data === undefined ? {} : { data }) })
  if (!answer.ok()) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`)
}

/** Projects as a spreadsheet holds them, one per line. */
export const csvOf = (projects: { title: string; email: string }[]): Buffer =>
  Buffer.from(
    [
      'Titre;Structure;E-mail;Résumé;Problème',
      ...projects.map(
        ({ title, email }) => `${title};Collectif (exemple);${email};Une idée simple.;Il manque un lieu.`,
      ),
    ].join('\n'),
  )

export const importCsv = (visit: Visit, callId: string, projects: { title: string; email: string }[]): Promise<void> =>
  post(visit, `/calls/${callId}/submission-imports?preview=false&mail=false`, csvOf(projects), {
    'Content-Type': 'text/csv',
  })

/** The id of a call of the season to come, by its title. */
export async function callId({ context }: Visit, title: string): Promise<string> {
  const answer = await context.request.get('/api/v1/public/seasons/prochain-marathon-solidaire/calls?limit=100')
  const { items } = (await answer.json()) as { items: { id: string; title: string }[] }
  const call = items.find((one) => one.title === title)
  if (!call) throw new Error(`There is no call ${title}.`)
  return call.id
}
