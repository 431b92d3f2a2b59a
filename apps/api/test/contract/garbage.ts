import fc from 'fast-check'

const deep = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth)

/** Values that no field wants, as JSON: fast-check picks among them by its seed. */
const hostile = [
  'null',
  'true',
  '0',
  '-1',
  '1e308',
  '-9007199254740993',
  '2147483648',
  '0.1',
  '""',
  '" "',
  '"\\u0000"',
  '"a\\u0000b"',
  '"👩🏽‍🌾🏳️‍🌈"',
  '"\\ud800"',
  '"é"',
  '"%00"',
  '"../../etc/passwd"',
  '"\'; drop table people; --"',
  '"<script>alert(1)</script>"',
  '"NaN"',
  '"9999-99-99"',
  '"+275760-09-13T00:00:00.000Z"',
  '"0001-01-01T00:00:00.000Z"',
  '"2026-02-30"',
  '"00000000-0000-0000-0000-000000000000"',
  JSON.stringify('x'.repeat(5_000)),
  '[]',
  '[null]',
  '{}',
  '{"$ref":"#"}',
  '{"length":1}',
  '{"__proto__":{"admin":true}}',
  '{"constructor":{"prototype":{"admin":true}}}',
  '{"toString":1,"then":1,"valueOf":1}',
  deep(2_000),
] as const

/** Weighted towards ours; the rest is whatever JSON can say. */
export const garbage: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...hostile) },
  { weight: 1, arbitrary: fc.json({ maxDepth: 3 }) },
)

/** The same as words for a path or a query. */
export const word: fc.Arbitrary<string> = garbage.map((json) => {
  const text = json.startsWith('"') ? String(JSON.parse(json)) : json
  // Encoding refuses half of a surrogate pair; an empty or dotted part of a path would lead elsewhere.
  const whole = text.toWellFormed().slice(0, 180)
  return /^\.*$/.test(whole) ? 'x' : whole
})

/** The example with one of its parts, or all of it, replaced. `at` picks the part. */
export function spoilt(example: unknown, at: number, by: string): string {
  const parts = pathsIn(example)
  const [chosen, ...inside] = parts[at % parts.length]!
  if (chosen === undefined) return by
  const marker = '\u2603spoilt\u2603'
  const copy = structuredClone(example)
  let holder = copy as Record<string, unknown>
  for (const key of [chosen, ...inside].slice(0, -1)) holder = holder[key] as Record<string, unknown>
  holder[[chosen, ...inside].at(-1)!] = marker
  return JSON.stringify(copy).replace(JSON.stringify(marker), () => by)
}

const pathsIn = (value: unknown, path: string[] = []): string[][] => [
  path,
  ...(typeof value === 'object' && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]))
    : []),
]
