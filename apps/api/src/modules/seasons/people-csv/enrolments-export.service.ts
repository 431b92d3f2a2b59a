import { Readable } from 'node:stream'
import { audit } from '../../../platform/audit/audit.repository.ts'
import { csvRows, utf8Mark } from '../../../platform/csv/write-csv.ts'
import type { Db } from '../../../platform/db/connection.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { canBeMailed } from '../../../platform/mail/addresses.ts'
import type { EnrolmentFilter } from '../enrolments/enrolments.repository.ts'
import { findSeason } from '../seasons.repository.ts'
import { categoryLabels, statusLabels } from './csv-labels.ts'
import { listForExport, type ExportedRow } from './people-csv.repository.ts'

const atOnce = 500

export interface CsvDownload {
  name: string
  content: Readable
}

/** Who took the list away is written down before the first line leaves; after that, never more than a page is held. */
export async function exportEnrolments(
  { db, actor, now }: Pick<Deps, 'db' | 'actor' | 'now'>,
  seasonId: string,
  filter: EnrolmentFilter,
): Promise<CsvDownload> {
  const season = await findSeason(db, seasonId)
  if (!season) throw new AppError('not_found', 'There is no such season.')
  await audit(
    { db, actor },
    { action: 'enrolments.exported', subject: ['season', season.id], delegationId: season.delegationId },
  )
  const day = now().toLocaleDateString('en-CA', { timeZone: season.timeZone })
  return { name: `${season.slug}-inscriptions-${day}.csv`, content: Readable.from(pages(db, season, filter)) }
}

const titles = ['Nom', 'E-mail', 'Catégorie', 'Origine', 'Site', 'État', 'Depuis le', 'Inscription le']

async function* pages(
  db: Db,
  season: { id: string; timeZone: string },
  filter: EnrolmentFilter,
): AsyncGenerator<string> {
  yield utf8Mark + csvRows([titles])
  const instant = new Intl.DateTimeFormat('fr-FR', {
    timeZone: season.timeZone,
    dateStyle: 'short',
    timeStyle: 'short',
  })
  let cursor: string | null | undefined
  do {
    const page = await listForExport(db, season.id, filter, { limit: atOnce, cursor: cursor ?? undefined })
    if (page.items.length > 0) yield csvRows(page.items.map((row) => cells(row, instant)))
    cursor = page.nextCursor
  } while (cursor)
}

const cells = (row: ExportedRow, instant: Intl.DateTimeFormat): string[] => [
  row.name,
  canBeMailed(row.email) ? row.email : '',
  categoryLabels[row.category],
  row.origin,
  row.site ?? '',
  statusLabels[row.status],
  instant.format(row.statusAt),
  instant.format(row.createdAt),
]
