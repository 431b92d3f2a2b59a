import { defineStore } from 'pinia'
import { computed, reactive } from 'vue'
import type { Schema } from '@essor/api-client'
import { api } from '../../../platform/api.ts'
import { ProblemError } from '../../../platform/problem.ts'
import { useSession } from '../../../platform/session.ts'
import { quoted } from '../judging.queries.ts'
import { forgetSheet, keepSheet, keptSheet, type KeptSheet } from './kept.ts'

type Scorecard = Schema<'Scorecard'>

/**
 * `empty` nothing written · `here` on this device alone, as the server cannot be reached · `saving` on its way · `saved` a draft
 * on the server · `waiting` sent by the juror, still on this device · `sent` · `elsewhere` another device wrote something else ·
 * `refused` the server says no.
 */
export type SheetState = 'empty' | 'here' | 'saving' | 'saved' | 'waiting' | 'sent' | 'elsewhere' | 'refused'

export interface Sheet extends KeptSheet {
  state: SheetState
  failure?: unknown
  /** False when this device could not keep what was typed. */
  keptHere: boolean
}

const PAUSE_IN_TYPING = 700
const TRY_AGAIN = 5_000

/** Score sheets of the juror signed in. They outlive pages: what was typed leaves when the network is back. */
export const useSheets = defineStore('score-sheets', () => {
  const session = useSession()
  const sheets = reactive(new Map<string, Sheet>())
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const underWay = new Set<string>()
  const personId = () => session.me?.id ?? ''
  const unsaved = computed(
    () => [...sheets.values()].filter(({ keptHere, state }) => !keptHere && state === 'here').length,
  )

  /** What this device has not handed over yet goes before what the server says. */
  function open(card: Scorecard): Sheet {
    const known = sheets.get(card.pitchId)
    const pending = known && (isPending(known) || underWay.has(card.pitchId))
    if (card.status === 'sent') {
      if (!underWay.has(card.pitchId)) settle(card)
    } else if (!pending) {
      const mine = keptSheet(personId(), card.pitchId)
      sheets.set(card.pitchId, mine ? { ...mine, state: 'here', keptHere: true } : fromServer(card))
      if (mine) void flush(card.pitchId)
    }
    return sheets.get(card.pitchId)!
  }

  function write(pitchId: string, change: Partial<Pick<KeptSheet, 'marks' | 'comment'>>): void {
    const sheet = sheets.get(pitchId)
    if (!sheet || sheet.state === 'sent' || sheet.toSend) return
    Object.assign(sheet, change, { state: 'here', failure: undefined })
    hold(pitchId, sheet)
    later(pitchId, PAUSE_IN_TYPING)
  }

  /** Leaves at once, or as soon as there is a network; the server takes it once. */
  function send(pitchId: string): Promise<void> {
    const sheet = sheets.get(pitchId)
    if (!sheet || sheet.state === 'sent') return Promise.resolve()
    Object.assign(sheet, { toSend: true, state: 'waiting', failure: undefined })
    hold(pitchId, sheet)
    return flush(pitchId)
  }

  /** After a clash with another device: what is here goes over what is there, or the other way round. */
  function settleClash(card: Scorecard, keepMine: boolean): void {
    const sheet = sheets.get(card.pitchId)
    if (!sheet || !keepMine || card.status === 'sent') return settle(card)
    Object.assign(sheet, { version: card.version, state: 'here', failure: undefined })
    hold(card.pitchId, sheet)
    void flush(card.pitchId)
  }

  async function flush(pitchId: string): Promise<void> {
    const sheet = sheets.get(pitchId)
    if (!sheet || !isPending(sheet) || underWay.has(pitchId)) return
    clearTimeout(timers.get(pitchId))
    underWay.add(pitchId)
    const written = JSON.stringify([sheet.marks, sheet.comment, sheet.toSend])
    const sending = sheet.toSend
    sheet.state = sending ? 'waiting' : 'saving'
    try {
      const body = { marks: { ...sheet.marks }, comment: sheet.comment }
      const options = { path: { pitchId }, ifMatch: quoted(sheet.version) }
      const card = sending
        ? await api.post('/api/v1/pitches/{pitchId}/scorecard/send', body, options)
        : await api.put('/api/v1/pitches/{pitchId}/scorecard', body, options)
      sheet.version = card.version
      const unchanged = JSON.stringify([sheet.marks, sheet.comment, sheet.toSend]) === written
      if (unchanged) settle(card)
      else sheet.state = sheet.toSend ? 'waiting' : 'here'
    } catch (error) {
      refuse(pitchId, sheet, error)
    } finally {
      underWay.delete(pitchId)
      const after = sheets.get(pitchId)
      if (after && isPending(after)) {
        hold(pitchId, after)
        later(pitchId, after.failure ? TRY_AGAIN : 0)
      }
    }
  }

  function refuse(pitchId: string, sheet: Sheet, error: unknown): void {
    sheet.failure = error
    if (!(error instanceof ProblemError) || error.problem.status >= 500 || error.problem.status === 429) {
      sheet.state = sheet.toSend ? 'waiting' : 'here'
      return
    }
    const { code } = error.problem
    if (code === 'scorecard_sent') {
      // An answer that got lost on the way: the sheet was taken the first time.
      forgetSheet(personId(), pitchId)
      Object.assign(sheet, { state: 'sent', failure: undefined })
      return
    }
    sheet.toSend = false
    sheet.state = code === 'version_conflict' ? 'elsewhere' : 'refused'
    hold(pitchId, sheet)
  }

  function settle(card: Scorecard): void {
    forgetSheet(personId(), card.pitchId)
    sheets.set(card.pitchId, fromServer(card))
  }

  function hold(pitchId: string, { marks, comment, version, toSend }: Sheet): void {
    sheets.get(pitchId)!.keptHere = keepSheet(personId(), pitchId, { marks, comment, version, toSend })
  }

  function later(pitchId: string, wait: number): void {
    clearTimeout(timers.get(pitchId))
    timers.set(
      pitchId,
      setTimeout(() => void flush(pitchId), wait),
    )
  }

  window.addEventListener('online', () => {
    for (const pitchId of sheets.keys()) void flush(pitchId)
  })

  return { sheets, unsaved, open, write, send, flush, settleClash }
})

const isPending = ({ state }: Sheet): boolean => state === 'here' || state === 'waiting' || state === 'saving'

const fromServer = (card: Scorecard): Sheet => ({
  marks: { ...card.marks },
  comment: card.comment,
  version: card.version,
  toSend: false,
  keptHere: true,
  state: card.status === 'sent' ? 'sent' : card.status === 'draft' ? 'saved' : 'empty',
})
