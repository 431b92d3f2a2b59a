/** A document that two people write: values by name, nested in plain objects; a list counts as one value. */
export type Written = { [name: string]: unknown }

/** The same place changed on both sides since `base`, each in another way. */
export interface Clash {
  /** Dotted path, such as `framing.problem`. */
  path: string
  base: unknown
  mine: unknown
  theirs: unknown
}

export interface Merge<Values> {
  /** Everything of both sides; where they clash, mine. */
  merged: Values
  /** The paths that only the other side changed. */
  taken: string[]
  clashes: Clash[]
}

/**
 * Brings together what two sides made of the same document, place by place: what one side alone changed is kept. A group for
 * which `isOne` says so counts as one value: half an address of each side would be nobody's.
 */
export function mergeThree<Values extends object>(
  base: Values,
  mine: Values,
  theirs: Values,
  isOne: (path: string) => boolean = () => false,
): Merge<Values> {
  const [was, here, there] = [placesOf(base, isOne), placesOf(mine, isOne), placesOf(theirs, isOne)]
  let merged = copy(mine)
  const taken: string[] = []
  const clashes: Clash[] = []
  for (const path of new Set([...here.keys(), ...there.keys()])) {
    const place = { path, base: was.get(path), mine: here.get(path), theirs: there.get(path) }
    if (same(place.mine, place.theirs) || same(place.base, place.theirs)) continue
    if (same(place.base, place.mine)) {
      taken.push(path)
      merged = withPlace(merged, path, place.theirs)
    } else clashes.push(place)
  }
  return { merged, taken, clashes }
}

/** Both texts, or both lists, in one: what they share once, then what each added. Other values: mine. */
export function keepBoth({ mine, theirs }: Pick<Clash, 'mine' | 'theirs'>): unknown {
  if (typeof mine === 'string' && typeof theirs === 'string') return bothTexts(mine, theirs)
  if (Array.isArray(mine) && Array.isArray(theirs)) {
    const known = new Set(theirs.map(nameOf))
    return [...(theirs as unknown[]), ...mine.filter((one) => !known.has(nameOf(one)))]
  }
  return mine
}

/** A copy with another value at a dotted path; what is undefined is left out. */
export function withPlace<Values extends object>(values: Values, path: string, value: unknown): Values {
  const [name, ...rest] = path.split('.') as [string, ...string[]]
  const next: Written = { ...(values as Written) }
  if (rest.length > 0) next[name] = withPlace((isGroup(next[name]) ? next[name] : {}) as Written, rest.join('.'), value)
  else if (value === undefined) delete next[name]
  else next[name] = value
  return next as Values
}

/** What stands at a dotted path. */
export const placeOf = (values: object, path: string): unknown =>
  path.split('.').reduce<unknown>((group, name) => (isGroup(group) ? group[name] : undefined), values)

/** A saved text comes back without the spaces at its ends: they are no change. */
const same = (one: unknown, other: unknown): boolean => JSON.stringify(bare(one)) === JSON.stringify(bare(other))

function bare(value: unknown): unknown {
  if (typeof value === 'string') return value.trim()
  if (!isGroup(value)) return value
  return Object.fromEntries(Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

function placesOf(group: object, isOne: (path: string) => boolean, before = ''): Map<string, unknown> {
  const places = new Map<string, unknown>()
  for (const [name, value] of Object.entries(group)) {
    const path = before + name
    if (isGroup(value) && !isOne(path))
      for (const [inner, place] of placesOf(value, isOne, `${path}.`)) places.set(inner, place)
    else places.set(path, value)
  }
  return places
}

const isGroup = (value: unknown): value is Written =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const nameOf = (one: unknown): string => JSON.stringify(isGroup(one) ? (one['skill'] ?? one['id'] ?? one) : one)

const copy = <Values>(values: Values): Values => JSON.parse(JSON.stringify(values)) as Values

function bothTexts(mine: string, theirs: string): string {
  const [here, there] = [wordsIn(mine), wordsIn(theirs)]
  const shortest = Math.min(here.length, there.length)
  const alike = (one: string | undefined, other: string | undefined) => one?.trim() === other?.trim()
  let start = 0
  while (start < shortest && alike(here[start], there[start])) start += 1
  let end = 0
  while (end < shortest - start && alike(here[here.length - 1 - end], there[there.length - 1 - end])) end += 1
  const middle = (words: string[]) =>
    words
      .slice(start, words.length - end)
      .join('')
      .trim()
  const between = [middle(there), middle(here)].filter((part) => part !== '').join('\n')
  return [there.slice(0, start).join(''), between && `${between} `, there.slice(there.length - end).join('')]
    .join('')
    .trim()
}

/** Words, each with the space after it. */
const wordsIn = (text: string): string[] => `${text.trim()} `.match(/\S+\s+/g) ?? []
