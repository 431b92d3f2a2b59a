import { audit } from '../../../platform/audit/audit.repository.ts'
import { euros, writeCsv } from '../../../platform/csv/write-csv.ts'
import type { Db } from '../../../platform/db/connection.ts'
import type { Deps } from '../../../platform/deps.ts'
import { AppError } from '../../../platform/errors.ts'
import { dropFiles, keepUpload } from '../../../platform/files/files.service.ts'
import type { Upload } from '../../../platform/files/uploads.ts'
import { tell } from '../../../platform/realtime/live.ts'
import { lockSeason } from '../seasons.repository.ts'
import {
  countLines,
  deleteLine,
  deleteReceipt,
  findLine,
  findLines,
  findReceipt,
  findReceipts,
  insertLine,
  insertReceipt,
  lockLine,
  sumLines,
  updateLine,
  withReceipts,
  type BudgetLine,
  type BudgetReceipt,
  type LineFields,
} from './budget.repository.ts'
import { assertRoom, budgetOf, csvWords, mostLines, mostReceipts, withHeading } from './budget.rules.ts'

type Writing = Pick<Deps, 'db' | 'actor'>

export const readBudget = async (db: Db, seasonId: string) => budgetOf(await sumLines(db, seasonId))

export async function addLine({ db, actor }: Writing, seasonId: string, draft: LineFields): Promise<BudgetLine> {
  return db.transaction(async (tx) => {
    await lockSeason(tx, seasonId)
    assertRoom(await countLines(tx, seasonId), mostLines)
    const line = await insertLine(tx, seasonId, withHeading(draft))
    await note({ db: tx, actor }, line, 'budget_line.added')
    return { ...line, receipts: [] }
  })
}

export async function changeLine(
  { db, actor }: Writing,
  lineId: string,
  version: number,
  fields: LineFields,
): Promise<BudgetLine> {
  return db.transaction(async (tx) => {
    await lockAtVersion(tx, lineId, version)
    const line = await updateLine(tx, lineId, withHeading(fields))
    await note({ db: tx, actor }, line, 'budget_line.changed')
    const [whole] = await withReceipts(tx, [line])
    return whole!
  })
}

/** With its receipts. */
export async function removeLine(
  { db, actor, jobs }: Writing & Pick<Deps, 'jobs'>,
  lineId: string,
  version: number,
): Promise<void> {
  await db.transaction(async (tx) => {
    const line = await lockAtVersion(tx, lineId, version)
    const receipts = await findReceipts(tx, [lineId])
    await note({ db: tx, actor }, line, 'budget_line.removed')
    await deleteLine(tx, lineId)
    await dropFiles(
      { db: tx, jobs },
      receipts.map(({ fileId }) => fileId),
    )
  })
}

export async function addReceipt({ db, actor }: Writing, lineId: string, upload: Upload): Promise<BudgetReceipt> {
  return db.transaction(async (tx) => {
    const line = await lockLine(tx, lineId)
    if (!line) throw notFound()
    assertRoom((await findReceipts(tx, [lineId])).length, mostReceipts)
    const file = await keepUpload({ db: tx, actor }, upload)
    const { id } = await insertReceipt(tx, lineId, file.id)
    await note({ db: tx, actor }, line, 'budget_line.receipt_added')
    return { ...file, id, lineId, fileId: file.id }
  })
}

export async function removeReceipt(
  { db, actor, jobs }: Writing & Pick<Deps, 'jobs'>,
  receiptId: string,
): Promise<void> {
  await db.transaction(async (tx) => {
    const receipt = await findReceipt(tx, receiptId)
    const line = receipt && (await lockLine(tx, receipt.lineId))
    if (!receipt || !line || !(await deleteReceipt(tx, receiptId))) throw notFound()
    await dropFiles({ db: tx, jobs }, [receipt.fileId])
    await note({ db: tx, actor }, line, 'budget_line.receipt_removed')
  })
}

export async function fileOfReceipt(db: Db, receiptId: string): Promise<string> {
  const receipt = await findReceipt(db, receiptId)
  if (!receipt) throw notFound()
  return receipt.fileId
}

export async function budgetAsCsv(db: Db, seasonId: string): Promise<string> {
  const rows = await findLines(db, seasonId)
  return writeCsv(
    csvWords.titles,
    rows.map(({ line, receipts }) => [
      csvWords.kind(line.kind),
      csvWords.heading(line),
      line.label,
      line.funder,
      euros(line.plannedCents),
      euros(line.realCents),
      receipts,
      line.note,
    ]),
  )
}

async function lockAtVersion(tx: Db, lineId: string, version: number) {
  const line = await lockLine(tx, lineId)
  if (!line) throw notFound()
  if (line.version !== version)
    throw new AppError('version_conflict', 'Somebody changed this line in the meantime. Read it again.')
  return line
}

/** Amounts and names stay out of the audit log: they are in the line itself. */
async function note({ db, actor }: Writing, line: { id: string; seasonId: string }, action: string): Promise<void> {
  const found = await findLine(db, line.id)
  await audit(
    { db, actor },
    {
      action,
      subject: ['budget_line', line.id],
      delegationId: found?.delegationId ?? null,
      details: { seasonId: line.seasonId },
    },
  )
  await tell(db, `season:${line.seasonId}`, 'budget.changed', line.id)
}

const notFound = () => new AppError('not_found', 'There is no such line or receipt.')
