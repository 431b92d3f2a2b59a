import { setImmediate as turn } from 'node:timers/promises'
import type {
  SubmissionImport,
  SubmissionImportField,
  SubmissionImportLine,
  SubmissionImportQuery,
} from '@essor/contracts'
import { audit } from '../../../platform/audit/audit.repository.ts'
import { personOf, type Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { sendMails } from '../../../platform/mail/mail.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { peopleByEmail } from '../../identity/index.ts'
import { findSeason, parts, readTable, type CsvTable, type Season } from '../../seasons/index.ts'
import { findCall, lockCall, type Call } from '../calls/calls.repository.ts'
import { currentFormVersion } from '../forms/answers.service.ts'
import { tellHolders } from '../people/holders.service.ts'
import { columnsOf, keyOf, readLine, type ReadLine } from './submissions-csv.rules.ts'
import { submissionImportedMail } from './submissions-import.mail.ts'
import { insertSubmissions, listKnown } from './submissions-import.repository.ts'

type Importing = Pick<Deps, 'db' | 'jobs' | 'actor' | 'now' | 'publicUrl'>

export const mostLines = 1_000
/** Others get their turn after so many. */
const linesAtOnce = 50

interface ReadFile extends Pick<CsvTable, 'encoding' | 'separator'> {
  columns: SubmissionImportField[]
  lines: ReadLine[]
}

/** A preview tells what would happen now; the import does it for the good lines, and leaves alone what is there already. */
export async function importSubmissions(
  deps: Importing,
  callId: string,
  bytes: Uint8Array,
  query: SubmissionImportQuery,
): Promise<SubmissionImport> {
  const { season } = await takingFiles(deps.db, await findCall(deps.db, callId))
  const file = await read(bytes, season.terminology.structure)
  if (query.preview) {
    return told(file, await plan(deps, callId, file), true)
  }
  return deps.db.transaction(async (tx) => {
    const { call, season } = await takingFiles(tx, await lockCall(tx, callId))
    const lines = await plan({ ...deps, db: tx }, callId, file)
    await add({ ...deps, db: tx }, call, season, file, lines, query)
    const done = lines.map((line) => (line.outcome === 'to_add' ? { ...line, outcome: 'added' as const } : line))
    return told(file, done, false)
  })
}

async function takingFiles(db: Deps['db'], call: Call | undefined): Promise<{ call: Call; season: Season }> {
  const season = call && (await findSeason(db, call.seasonId))
  if (!call || !season) throw new AppError('not_found', 'There is no such call.')
  if (call.status === 'draft') throw new AppError('call_not_open', 'Publish this call first.')
  if (call.status === 'decided')
    throw new AppError('decisions_published', 'The decisions of this call are published: it takes no more files.')
  return { call, season }
}

async function read(bytes: Uint8Array, structureWord: string): Promise<ReadFile> {
  const { titles, rows, ...how } = await readTable(bytes)
  const { columns, missing } = columnsOf(titles.cells, structureWord)
  if (missing.length > 0) {
    const detail = `The first row must name the columns; there is none for: ${missing.join(', ')}.`
    throw new AppError(
      'csv_unreadable',
      detail,
      missing.map((path) => ({ path, message: detail, code: 'missing_column' })),
    )
  }
  if (rows.length > mostLines) {
    const detail = `The file has more than ${mostLines} rows. Send it in parts.`
    throw new AppError('csv_unreadable', detail, [{ path: 'file', message: detail, code: 'too_many_rows' }])
  }
  const lines: ReadLine[] = []
  for (const [index, row] of rows.entries()) {
    if (index % linesAtOnce === 0) await turn()
    lines.push(readLine(row, columns))
  }
  return { ...how, columns: Object.keys(columns) as SubmissionImportField[], lines }
}

/** What would become of each line, in the order of the file. */
async function plan(
  { db, actor }: Pick<Deps, 'db' | 'actor'>,
  callId: string,
  { lines }: ReadFile,
): Promise<SubmissionImportLine[]> {
  // A line that is refused may hold signs that no database takes.
  const good = lines.filter(({ problems }) => problems.length === 0)
  const known = new Set(
    (
      await listKnown(
        db,
        callId,
        good.map(({ holderEmail }) => holderEmail),
        actor.personId,
      )
    ).map(keyOf),
  )
  const seen = new Set<string>()
  return lines.map(({ line, holderName, holderEmail, file, problems, remarks }) => {
    const { title, structure } = file
    const common = { line, title, structure, holderName, holderEmail, problems, remarks }
    if (problems.length > 0) return { ...common, outcome: 'refused' }
    const key = keyOf({ holderEmail, title })
    const twice = seen.has(key)
    seen.add(key)
    return { ...common, outcome: twice ? 'twice_in_file' : known.has(key) ? 'already_there' : 'to_add' }
  })
}

/** Statements for many at a time. The call is held, so that the same file sent twice at once adds nothing twice. */
async function add(
  { db, jobs, actor, now, publicUrl }: Importing,
  call: Call,
  season: Season,
  { lines }: ReadFile,
  planned: readonly SubmissionImportLine[],
  { mail }: SubmissionImportQuery,
): Promise<void> {
  const wanted = new Set(planned.filter(({ outcome }) => outcome === 'to_add').map(({ line }) => line))
  const fresh = lines.filter(({ line }) => wanted.has(line))
  const people = new Map<string, string>()
  const accounts = new Map(fresh.map(({ holderEmail, holderName }) => [holderEmail, holderName]))
  for (const part of parts([...accounts].toSorted(([a], [b]) => (a < b ? -1 : 1))))
    for (const { id, email } of await peopleByEmail(
      db,
      part.map(([email, name]) => ({ email, name })),
    ))
      people.set(email, id)
  const addressOf = new Map([...people].map(([email, id]) => [id, email]))
  const formVersion = await currentFormVersion(db, call.id)
  for (const part of parts(fresh)) {
    const made = await insertSubmissions(
      db,
      part.map(({ file, holderEmail }) => ({
        ...file,
        callId: call.id,
        holderId: people.get(holderEmail)!,
        status: 'submitted' as const,
        submittedAt: now(),
        submittedBy: personOf({ actor }),
        formVersion,
      })),
    )
    if (mail)
      await sendMails(
        { db, jobs },
        made.map(({ id, holderId }) => submissionImportedMail(addressOf.get(holderId)!, season, call, id, publicUrl)),
      )
    await tellHolders(
      db,
      made.map(({ id }) => id),
    )
  }
  await audit(
    { db, actor },
    {
      action: 'submissions.imported',
      subject: ['call', call.id],
      delegationId: season.delegationId,
      details: { added: fresh.length },
    },
  )
  await tell(db, `season:${season.id}`, 'call.changed', call.id)
}

function told({ encoding, separator, columns }: ReadFile, lines: SubmissionImportLine[], preview: boolean) {
  const counts = { to_add: 0, added: 0, already_there: 0, twice_in_file: 0, refused: 0 }
  for (const { outcome } of lines) counts[outcome] += 1
  return { preview, encoding, separator, columns, counts, lines }
}
