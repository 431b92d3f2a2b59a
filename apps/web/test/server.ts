import { vi } from 'vitest'

type Answer = { status?: number; body?: unknown } | 'unreachable' | 'silent'
export type Call = { method: string; path: string; body: unknown; headers: Record<string, string> }

/**
 * Stands where the network is: `{ 'GET /api/v1/me': { body } }`; what is not named answers 404.
 * Answers may be changed while the test runs; `calls` tells what was asked.
 */
export function stubServer(answers: Record<string, Answer>) {
  const calls: Call[] = []
  const fetch = async (url: string, init: RequestInit = {}): Promise<Response> => {
    const method = init.method ?? 'GET'
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined
    calls.push({ method, path: url, body, headers: Object.fromEntries(new Headers(init.headers)) })
    const answer = answers[`${method} ${url}`] ?? aProblem(404, 'not_found')
    if (answer === 'unreachable') throw new TypeError('Failed to fetch')
    if (answer === 'silent') return new Promise(() => undefined)
    const status = answer.status ?? 200
    return new Response(answer.body === undefined ? null : JSON.stringify(answer.body), { status })
  }
  vi.stubGlobal('fetch', fetch)
  return {
    answers,
    calls,
    callsTo: (method: string, path: string) => calls.filter((call) => call.method === method && call.path === path),
  }
}

export function aProblem(status: number, code: string, more: object = {}): { status: number; body: object } {
  return { status, body: { type: `urn:essor:${code}`, title: code, status, code, detail: '', instance: '/', ...more } }
}
