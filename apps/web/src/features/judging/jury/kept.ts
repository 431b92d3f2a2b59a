/** What a juror wrote for one pitch, as this device keeps it until the server has it. */
export interface KeptSheet {
  marks: Record<string, number>
  comment: string
  /** The version on the server that this was written over. */
  version: number
  /** The juror has pressed "send": it leaves as soon as it can. */
  toSend: boolean
}

const sheetKey = (personId: string, pitchId: string) => `essor.judging.sheet.${personId}.${pitchId}`
const juryKey = (personId: string, seasonId: string) => `essor.judging.jury.${personId}.${seasonId}`

/** A device may refuse to keep anything (private browsing, no space left): the juror must be told. */
export function keep(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

function kept<T>(key: string): T | undefined {
  try {
    const text = localStorage.getItem(key)
    return text === null ? undefined : (JSON.parse(text) as T)
  } catch {
    return undefined
  }
}

export const keptSheet = (personId: string, pitchId: string) => kept<KeptSheet>(sheetKey(personId, pitchId))
export const keepSheet = (personId: string, pitchId: string, sheet: KeptSheet) =>
  keep(sheetKey(personId, pitchId), sheet)
export const forgetSheet = (personId: string, pitchId: string) => localStorage.removeItem(sheetKey(personId, pitchId))

export const keptJury = <Jury>(personId: string, seasonId: string) => kept<Jury>(juryKey(personId, seasonId))
export const keepJury = (personId: string, seasonId: string, jury: unknown) => keep(juryKey(personId, seasonId), jury)
