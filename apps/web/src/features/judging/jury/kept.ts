import { forget, keep, kept } from '../../../platform/kept.ts'

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

export const keptSheet = (personId: string, pitchId: string) => kept<KeptSheet>(sheetKey(personId, pitchId))
export const keepSheet = (personId: string, pitchId: string, sheet: KeptSheet) =>
  keep(sheetKey(personId, pitchId), sheet)
export const forgetSheet = (personId: string, pitchId: string) => forget(sheetKey(personId, pitchId))

export const keptJury = <Jury>(personId: string, seasonId: string) => kept<Jury>(juryKey(personId, seasonId))
export const keepJury = (personId: string, seasonId: string, jury: unknown) => keep(juryKey(personId, seasonId), jury)
