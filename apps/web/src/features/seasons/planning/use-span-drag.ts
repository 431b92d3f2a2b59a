import { ref } from 'vue'
import type { Span } from './drawn-moments.ts'
import { lengths, movedSpan, resizedSpan, type Edge, type Unit } from './moving.ts'
import { lengthOf, type Frame } from './scale.ts'

type Drawing = { span: Span; frame: Frame; unit: Unit; width: number; zone: string; free: boolean }
type Answers = { place: (span: Span | null) => void; drop: () => void; open: () => void }

/** Less than this is a hand that trembles, not one that moves something. */
const STILL = 4

/**
 * Moves or resizes one moment, by a pointer or by the keys. Nothing is final before it is let go of: `place` says where it
 * would land, `drop` that it may be saved. Escape, or a cancelled touch, puts it back.
 */
export function useSpanDrag(drawing: () => Drawing, { place, drop, open }: Answers) {
  const dragging = ref(false)
  let grip: { x: number; edge: Edge | undefined; from: Span } | undefined
  let letGo = false

  function press(event: PointerEvent): void {
    letGo = false
    const { free, span } = drawing()
    if (!free || event.button !== 0) return
    const edge = event.target instanceof HTMLElement ? event.target.dataset['edge'] : undefined
    grip = { x: event.clientX, edge: edge as Edge | undefined, from: span }
    if (event.currentTarget instanceof HTMLElement) {
      event.currentTarget.focus({ preventScroll: true })
      event.currentTarget.setPointerCapture?.(event.pointerId)
    }
  }

  function follow(event: PointerEvent): void {
    if (!grip) return
    const distance = event.clientX - grip.x
    if (!dragging.value && Math.abs(distance) < STILL) return
    dragging.value = true
    const { frame, unit, width, zone } = drawing()
    const count = Math.round((distance * lengthOf(frame)) / width / lengths[unit])
    place(stepped(grip.from, grip.edge, count, unit, zone))
  }

  function release(): void {
    if (dragging.value) {
      letGo = true
      drop()
    }
    end()
  }

  function cancel(): void {
    if (grip) place(null)
    end()
  }

  function end(): void {
    grip = undefined
    dragging.value = false
  }

  /** A click comes after each drag too, and opens nothing then. */
  function click(): void {
    if (!letGo) open()
    letGo = false
  }

  function keydown(event: KeyboardEvent, drafted: boolean): void {
    const { free, span, unit, zone } = drawing()
    if (!free) return
    const count = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    if (count) place(stepped(span, event.shiftKey ? 'end' : undefined, count, unit, zone))
    else if (event.key === 'Escape' && (drafted || dragging.value)) {
      place(null)
      end()
    } else if (event.key === 'Enter' && drafted) drop()
    else return
    event.preventDefault()
  }

  return { dragging, press, follow, release, cancel, click, keydown }
}

const stepped = (span: Span, edge: Edge | undefined, count: number, unit: Unit, zone: string): Span =>
  edge ? resizedSpan(span, edge, count, unit, zone) : movedSpan(span, count, unit, zone)
