import { describe, expect, it } from 'vitest'
import { createEssorI18n, type Language } from './i18n.ts'
import { NetworkError, ProblemError } from './problem.ts'
import { problemText } from './problems.ts'

const problem = (status: number, code: string, detail?: string) =>
  new ProblemError({ type: 'about:blank', title: 'x', status, code, detail })

function textIn(language: Language, error: unknown): string {
  const { t, te } = createEssorI18n(language).global
  return problemText({ t, te }, error)
}

describe('what went wrong, in words', () => {
  it.each<[string, Language, unknown, string]>([
    [
      'by code',
      'en',
      problem(401, 'invalid_credentials', 'no'),
      'The address or the password does not match. Check them, or ask for a link by e-mail.',
    ],
    [
      'by the sentence of the server',
      'fr',
      problem(409, 'call_not_publishable', 'L’appel est déjà publié.'),
      'L’appel est déjà publié.',
    ],
    ['by status where the server says nothing', 'en', problem(413, 'http_413'), 'This file is too heavy.'],
    [
      'never by what a crash says of itself',
      'en',
      problem(500, 'internal', 'relation "calls" does not exist'),
      'Essor ran into a problem on its side. Try again in a moment.',
    ],
    [
      'when nobody answers',
      'en',
      new NetworkError(undefined),
      'We cannot reach Essor. Check your internet connection, then try again. What you wrote is still here.',
    ],
    [
      'when we do not know',
      'en',
      new Error('boom'),
      'Something did not work. Try again; if it goes on, write to the team that organises.',
    ],
  ])('%s', (_, language, error, expected) => {
    expect(textIn(language, error)).toBe(expected)
  })
})
