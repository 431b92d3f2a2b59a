import createClient, { type Client } from 'openapi-fetch'
import type { components, paths } from './schema.d.ts'

export type { components, paths }

/** A named shape of the API, such as `Schema<'Season'>`. */
export type Schema<Name extends keyof components['schemas']> = components['schemas'][Name]

export type EssorClient = Client<paths>

export interface EssorClientOptions {
  /** Where Essor answers, without a slash at the end; empty for the page's own origin. */
  baseUrl: string
  fetch?: (request: Request) => Promise<Response>
  /** The cookie header, for programs that are not a browser. */
  cookie?: string
}

/**
 * Every operation of the API, typed from its OpenAPI document: `client.GET('/api/v1/seasons/{seasonId}', { params })` answers
 * `{ data }`, or `{ error }` with a problem document (RFC 9457). It throws only where there was no answer at all.
 */
export function createEssorClient({ baseUrl, fetch, cookie }: EssorClientOptions): EssorClient {
  return createClient<paths>({
    baseUrl,
    ...(fetch ? { fetch } : {}),
    ...(cookie ? { headers: { cookie } } : {}),
  })
}
