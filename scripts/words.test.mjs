import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const top = fileURLToPath(new URL('..', import.meta.url))
/** The word that keeps people outside tech away. A season may be called so by its own setting, and by nothing of ours. */
const unwelcome = `hack${'athon'}`

/** Every file that people may come to read something of: sources, templates, texts, mails, demo, documents. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: top,
  encoding: 'utf8',
})
  .split('\n')
  .filter((name) => /\.(?:[cm]?[jt]s|vue|json|md|html|css|sql|ya?ml|svg)$/.test(name) && name !== 'pnpm-lock.yaml')

const sources = files.map((name) => [name, readText(name)])

/** A file that was deleted and is not committed yet has no text. */
function readText(name) {
  try {
    return readFileSync(`${top}/${name}`, 'utf8')
  } catch {
    return ''
  }
}

const lines = (text, pattern) =>
  text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${index + 1}: ${line.trim().slice(0, 160)}`] : []))

it('reads templates, texts, mails, demo and documents', () => {
  for (const kind of [/\.vue$/, /locales\/fr\.json$/, /\.mail\.ts$/, /src\/demo\//, /^README\.md$/, /^docs\//])
    expect(files.filter((name) => kind.test(name))).not.toEqual([])
})

it('never says the unwelcome word in anything of ours', () => {
  const said = sources.flatMap(([name, text]) =>
    lines(text, new RegExp(unwelcome, 'i')).map((line) => `${name}:${line}`),
  )

  expect(said).toEqual([])
})

it('leaves it to the season what things are called in its mails', () => {
  const usual = /équipe|bénévole|participant·e|(?<!\/)\bsaisons?\b/i
  const said = sources
    .filter(([name]) => name.endsWith('.mail.ts'))
    .flatMap(([name, text]) => lines(text.replaceAll('L’équipe d’Essor', ''), usual).map((line) => `${name}:${line}`))

  expect(said).toEqual([])
})
