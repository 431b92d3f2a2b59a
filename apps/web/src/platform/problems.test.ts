import { readFileSync } from 'node:fs'
import { join } from 'node:path'
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
    ['by code', 'en', problem(409, 'season_full', 'no'), 'Every place is taken.'],
    [
      'by the sentence of the server',
      'fr',
      problem(409, 'a_code_of_tomorrow', 'L’appel est déjà publié.'),
      'L’appel est déjà publié.',
    ],
    ['by status where the server says nothing', 'en', problem(413, 'http_413'), 'This file is too heavy.'],
    [
      'never by what a crash says of itself',
      'en',
      problem(500, 'http_500', 'relation "calls" does not exist'),
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
      'Something did not work. Try again; if it goes on, write to the organisers.',
    ],
  ])('%s', (_, language, error, expected) => {
    expect(textIn(language, error)).toBe(expected)
  })

  it.each(['fr', 'en'] as const)('has a sentence for each refusal of the API (%s)', (language) => {
    const document = readFileSync(join(import.meta.dirname, '../../../../openapi.json'), 'utf8')
    const codes = new Set(Array.from(document.matchAll(/urn:essor:problem:([a-z_]+)/g), ([, code]) => code))
    const { te } = createEssorI18n(language).global

    expect(codes.size).toBeGreaterThan(5)
    expect([...codes].filter((code) => !te(`problems.codes.${code}`, language))).toEqual([])
  })
})
