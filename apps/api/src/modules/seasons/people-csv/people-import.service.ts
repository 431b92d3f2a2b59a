import type { EnrolmentStatus, PeopleImport, PeopleImportLine, PeopleImportQuery } from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import type { Db } from '../../../platform/db/connection.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { peopleByEmail } from '../../identity/index.ts'
import { tellMoves } from '../enrolments/moves.service.ts'
import { readRoom } from '../enrolments/places.repository.ts'
import { holdingPlace, takeTurns } from '../enrolments/places.rules.ts'
import { findSeason, lockSeason, type Season } from '../seasons.repository.ts'
import { findSeasonSites } from '../sites/season-sites.repository.ts'
import { importedMail } from './people-import.mail.ts'
import { outcomesOf, parts } from './people-import.rules.ts'
import { findEnrolledAddresses, insertImported } from './people-csv.repository.ts'
import { readPeople, type PeopleFile } from './read-people.ts'

type Importing = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'>

/** A preview tells what would happen now; the import does it for the good rows, and leaves alone who is enrolled already. */
export async function importPeople(
  deps: Importing,
  seasonId: string,
  bytes: Uint8Array,
  query: PeopleImportQuery,
): Promise<PeopleImport> {
  const sites = await findSeasonSites(deps.db, seasonId)
  const file = await readPeople(bytes, sites)
  if (query.preview) {
    const season = await openSeason(await findSeason(deps.db, seasonId))
    const lines = await plan(deps.db, season, file, query, sites)
    return told(file, lines, true)
  }
  return deps.db.transaction(async (tx) => {
    const season = await openSeason(await lockSeason(tx, seasonId))
    const planned = await plan(tx, season, file, query, sites)
    return told(file, await add({ ...deps, db: tx }, season, planned, query), false)
  })
}

async function openSeason(season: Season | undefined): Promise<Season> {
  if (!season) throw new AppError('not_found', 'There is no such season.')
  if (season.status === 'closed') throw new AppError('season_not_open', 'This season is over: nobody can enrol in it.')
  return season
}

/** What would become of each row, in the order of the file, with the places that are left now. */
async function plan(
  db: Db,
  season: Season,
  { rows }: PeopleFile,
  { as }: PeopleImportQuery,
  sites: readonly { id: string }[],
): Promise<PeopleImportLine[]> {
  const enrolled = await findEnrolledAddresses(
    db,
    season.id,
    // A row that is refused may hold signs that no database takes.
    rows.flatMap(({ email, problems }) => (problems.length === 0 ? email : [])),
  )
  const onlySite = sites.length === 1 ? sites[0]!.id : null
  const lines = outcomesOf(rows, enrolled).map((line) => ({ ...line, siteId: line.siteId ?? onlySite }))
  const fresh = lines.flatMap((line) =>
    line.outcome === 'to_add' && line.category ? [{ ...line, category: line.category }] : [],
  )
  const statuses = new Map<number, EnrolmentStatus>()
  if (as === 'applied') for (const { line } of fresh) statuses.set(line, 'applied')
  else {
    const placed = new Set(takeTurns(await readRoom(db, season, holdingPlace), fresh).map(({ line }) => line))
    for (const { line } of fresh) statuses.set(line, placed.has(line) ? 'confirmed' : 'waiting')
  }
  return lines.map((line) => ({ ...line, status: statuses.get(line.line) ?? null }))
}

/** Statements for many people at a time; whoever came in meanwhile by another way stays as they are. */
async function add(
  { db, jobs, actor, now, publicUrl }: Importing,
  season: Season,
  lines: PeopleImportLine[],
  { mail }: PeopleImportQuery,
): Promise<PeopleImportLine[]> {
  const added = new Set<string>()
  const fresh = lines.filter(({ outcome }) => outcome === 'to_add')
  const people = await accountsOf(db, fresh)
  for (const part of parts(fresh)) {
    const made = await insertImported(
      db,
      season.id,
      part.map((line) => ({ ...line, personId: people.get(line.email)! })),
      { at: now(), by: personOf({ actor }) },
    )
    const lineOf = new Map(part.map((line) => [people.get(line.email), line]))
    for (const { personId } of made) added.add(lineOf.get(personId)!.email)
    const mailTo = (_address: string, { personId }: { personId: string }) =>
      importedMail(lineOf.get(personId)!, season, publicUrl)
    await tellMoves(
      { db, jobs, actor },
      season,
      made.map((one) => ({ ...one, from: null })),
      mail ? mailTo : undefined,
    )
  }
  await audit(
    { db, actor },
    {
      action: 'people.imported',
      subject: ['season', season.id],
      delegationId: season.delegationId,
      details: { added: added.size },
    },
  )
  return lines.map((line) => {
    if (line.outcome !== 'to_add') return line
    return added.has(line.email)
      ? { ...line, outcome: 'added' }
      : { ...line, outcome: 'already_enrolled', status: null }
  })
}

/** All in the order of their addresses: two files that name the same people wait for each other rather than for ever. */
async function accountsOf(db: Db, lines: readonly PeopleImportLine[]): Promise<Map<string, string>> {
  const people = new Map<string, string>()
  for (const part of parts(lines.toSorted((a, b) => (a.email < b.email ? -1 : 1))))
    for (const { id, email } of await peopleByEmail(db, part)) people.set(email, id)
  return people
}

function told({ encoding, separator }: PeopleFile, lines: PeopleImportLine[], preview: boolean): PeopleImport {
  const counts = { to_add: 0, added: 0, already_enrolled: 0, twice_in_file: 0, refused: 0 }
  for (const { outcome } of lines) counts[outcome] += 1
  return { preview, encoding, separator, counts, lines }
}
