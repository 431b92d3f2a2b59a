import { setImmediate as turn } from 'node:timers/promises'
import { AppError } from '../../../platform/errors.ts'

export type CsvEncoding = 'utf-8' | 'utf-16' | 'windows-1252'

export interface DecodedCsv {
  encoding: CsvEncoding
  /** In pieces, so that nothing else waits while a long file is read. */
  pieces: string[]
}

const pieceBytes = 128 * 1024

/** Spreadsheets write CSV in the encoding of their country and age; which one is seen from the bytes. */
export async function decodeCsv(bytes: Uint8Array): Promise<DecodedCsv> {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]))
    throw unreadable('This is a workbook, not a CSV file. In your spreadsheet, choose "Save as" and then "CSV".')
  const wide = wideEncoding(bytes)
  if (wide) return { encoding: 'utf-16', pieces: await decoded(bytes, new TextDecoder(wide)) }
  if (bytes.includes(0)) throw unreadable('This is no text. Save the table as CSV and send that.')
  try {
    return { encoding: 'utf-8', pieces: await decoded(bytes, new TextDecoder('utf-8', { fatal: true })) }
  } catch {
    return { encoding: 'windows-1252', pieces: await decoded(bytes, new TextDecoder('windows-1252')) }
  }
}

const unreadable = (detail: string) =>
  new AppError('csv_unreadable', detail, [{ path: 'file', message: detail, code: 'not_csv' }])

function wideEncoding(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (startsWith(bytes, [0xff, 0xfe])) return 'utf-16le'
  if (startsWith(bytes, [0xfe, 0xff])) return 'utf-16be'
  // Without a mark: the column titles are mostly Latin letters, of which every other byte is zero.
  const start = bytes.subarray(0, 64)
  const zeros = (parity: number) => start.filter((byte, index) => index % 2 === parity && byte === 0).length
  if (start.length < 8) return undefined
  if (zeros(1) > start.length / 4 && zeros(0) === 0) return 'utf-16le'
  if (zeros(0) > start.length / 4 && zeros(1) === 0) return 'utf-16be'
  return undefined
}

async function decoded(
  bytes: Uint8Array,
  decoder: { decode(bytes?: Uint8Array, options?: { stream: boolean }): string },
): Promise<string[]> {
  const pieces: string[] = []
  for (let start = 0; start < bytes.length; start += pieceBytes) {
    pieces.push(decoder.decode(bytes.subarray(start, start + pieceBytes), { stream: true }))
    await turn()
  }
  pieces.push(decoder.decode())
  return pieces
}

const startsWith = (bytes: Uint8Array, start: number[]): boolean => start.every((byte, index) => bytes[index] === byte)
