import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createInterface } from 'node:readline'
import type { Commune } from '@essor/contracts'

/** The official list bundled in the package: INSEE's communes and La Poste's postcodes, France overseas included. */
const require = createRequire(import.meta.url)
const departementsPath = (): string => require.resolve('@etalab/decoupage-administratif/data/departements.json')
const communesPath = (): string => require.resolve('@etalab/decoupage-administratif/data/communes.json')

interface Entry {
  commune: Commune
  /** The name, and the name without its article, as they are compared. */
  names: string[]
  population: number
}

interface Listed {
  code: string
  nom: string
  type: string
  departement: string
  codesPostaux?: string[]
  population?: number
}

/** Without accents, hyphens or capitals; `St` and `Ste` are written out. */
export const asCompared = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
    .replaceAll(/\bst\b/g, 'saint')
    .replaceAll(/\bste\b/g, 'sainte')

let loading: Promise<Map<string, Entry>> | undefined

/** By INSEE code. Read once, when somebody first asks. */
export function communes(): Promise<Map<string, Entry>> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined
    throw error
  })
  return loading
}

/** The file holds one commune a line and is read so, in turns with everything else: as a whole it would stop the server. */
async function load(): Promise<Map<string, Entry>> {
  const listed = JSON.parse(await readFile(departementsPath(), 'utf8')) as { code: string; nom: string }[]
  const departements = new Map(listed.map(({ code, nom }) => [code, nom]))
  const all = new Map<string, Entry>()
  for await (const line of createInterface({ input: createReadStream(communesPath()), crlfDelay: Infinity })) {
    if (!line.startsWith('{')) continue
    const commune = JSON.parse(line.replace(/,$/, '')) as Listed
    if (commune.type !== 'commune-actuelle') continue
    all.set(commune.code, entryOf(commune, departements.get(commune.departement) ?? commune.departement))
  }
  return all
}

function entryOf(
  { code, nom, departement, codesPostaux = [], population = 0 }: Listed,
  departementName: string,
): Entry {
  const name = asCompared(nom)
  const bare = name.replace(/^(?:l|la|le|les) /, '')
  return {
    commune: { code, name: nom, postcodes: codesPostaux, departement: { code: departement, name: departementName } },
    names: bare === name ? [name] : [name, bare],
    population,
  }
}
