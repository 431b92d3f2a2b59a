import type { MoveCost } from '@essor/team-formation/what-if'
import { nextTick, ref, watch, type Ref } from 'vue'
import { useSeasonText } from '../../../platform/season-words.ts'
import type { BoardWords } from './board-words.ts'
import { neighbour, placeOf, type Place } from './places.ts'
import type { Board } from './use-board.ts'

interface Hands {
  board: Board
  words: BoardWords
  places: readonly Place[]
  person: Ref<string | null>
  costOf(place: Place): MoveCost | null
  grid: Ref<HTMLElement | null>
}

/**
 * Someone held over the board, by the keyboard or by a pointer: where they are held, what is said of it, and what becomes of
 * it. The board may change meanwhile: whoever is held stays in the hand.
 */
export function useCarry({ board, words, places, person, costOf, grid }: Hands) {
  const { t } = useSeasonText()
  const by = ref<'keys' | 'pointer' | 'list' | null>(null)
  const over = ref<Place | null>(null)
  /** What screen readers hear. */
  const said = ref('')
  const here = () => placeOf(board.teams.value, person.value ?? '')

  function pickUp(who: string, hand: 'keys' | 'pointer' | 'list'): void {
    person.value = who
    by.value = hand
    over.value = here()
    if (hand === 'keys')
      said.value = t('matching.board.said.taken', { name: words.nameOf(who), place: words.placeName(over.value) })
  }

  function hold(place: Place | null): void {
    over.value = place
  }

  /** Where it is, and what it would cost there. */
  function sayPlace(place: Place): void {
    const count = board.placed.value.get(place)?.length ?? 0
    const cost = costOf(place)
    said.value = [
      count === 0
        ? `${words.placeName(place)}. ${t('matching.board.nobody')}`
        : `${words.placeName(place)}, ${t('matching.run.people', { count }, count)}.`,
      cost ? words.spoken(cost) : t('matching.board.said.here'),
    ].join(' ')
  }

  function drop(place: Place | null = over.value): void {
    const who = person.value
    const from = here()
    const cost = place === null ? null : costOf(place)
    const hand = by.value
    letGo()
    if (!who) return
    if (place === null || place === from || !cost) said.value = stayed(who, from)
    else {
      board.move(who, place)
      said.value = `${t('matching.move.done', { name: words.nameOf(who), place: words.placeName(place) })}. ${words.spoken(cost)}`
    }
    if (hand !== 'pointer') void focusOn(who)
  }

  function cancel(): void {
    const who = person.value
    const hand = by.value
    letGo()
    if (!who) return
    said.value = stayed(who, placeOf(board.teams.value, who))
    if (hand === 'list') void focusOn(who)
  }

  const stayed = (who: string, place: Place) =>
    t('matching.board.said.stays', { name: words.nameOf(who), place: words.placeName(place) })

  function letGo(): void {
    person.value = by.value = over.value = null
  }

  /** The card left with its person: the focus goes where they went. */
  async function focusOn(who: string): Promise<void> {
    await nextTick()
    const card = grid.value?.querySelector<HTMLElement>(`[data-person="${CSS.escape(who)}"]`)
    card?.focus()
  }

  /** True when the key meant something here. */
  function key(event: KeyboardEvent, who: string): boolean {
    const presses = event.key === ' ' || event.key === 'Enter'
    if (by.value !== 'keys') {
      if (presses) pickUp(who, 'keys')
      return presses
    }
    if (presses) drop()
    else if (event.key === 'Escape') cancel()
    else {
      const next = neighbour(places, over.value ?? here(), event.key, columns())
      if (next === null) return event.key.startsWith('Arrow')
      over.value = next
      sayPlace(next)
      const column = grid.value?.querySelector(`[data-place="${CSS.escape(next)}"]`)
      column?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
    }
    return true
  }

  const columns = (): number =>
    grid.value ? getComputedStyle(grid.value).gridTemplateColumns.split(' ').filter(Boolean).length || 1 : 1

  /** Somebody else put them elsewhere while they were held: they stay in the hand, and what it costs is worked out anew. */
  watch(
    () => (person.value ? here() : null),
    (now, before) => {
      const who = person.value
      if (!who || now === null || before === null || now === before) return
      said.value = t('matching.board.said.movedMeanwhile', { name: words.nameOf(who), place: words.placeName(now) })
      if (by.value === 'keys') void focusOn(who)
    },
  )

  return { by, over, said, pickUp, hold, drop, cancel, key }
}
