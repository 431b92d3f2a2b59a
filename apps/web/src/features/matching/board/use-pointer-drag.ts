import { onScopeDispose, ref } from 'vue'
import type { Place } from './places.ts'

/** Pixels before a press is a drag; on a touch screen the finger rests a moment instead, so that it can still scroll. */
const FAR_ENOUGH = 6
const REST = 280
const EDGE = 90

interface Dragging {
  /** False where it cannot be picked up. */
  begin(person: string): boolean
  over(place: Place | null): void
  drop(): void
  cancel(): void
}

/** Drags a card with a mouse, a pen or a finger. Only the ghost moves until it is let go of; Escape leaves all as it was. */
export function usePointerDrag({ begin, over, drop, cancel }: Dragging) {
  const ghost = ref<{ x: number; y: number } | null>(null)
  let person = ''
  let from = { x: 0, y: 0 }
  let last = { x: 0, y: 0 }
  let resting: ReturnType<typeof setTimeout> | undefined
  let frame = 0

  function press(event: PointerEvent, who: string): void {
    if (event.button !== 0 || ghost.value) return
    person = who
    from = last = { x: event.clientX, y: event.clientY }
    if (event.pointerType === 'touch') resting = setTimeout(start, REST)
    window.addEventListener('pointermove', follow)
    window.addEventListener('pointerup', letGo)
    window.addEventListener('pointercancel', stop)
    window.addEventListener('keydown', escape, true)
    window.addEventListener('touchmove', hold, { passive: false })
  }

  function start(): void {
    if (!begin(person)) return forget()
    ghost.value = last
    aim()
    frame = requestAnimationFrame(scroll)
  }

  function follow(event: PointerEvent): void {
    last = { x: event.clientX, y: event.clientY }
    if (ghost.value) {
      ghost.value = last
      return aim()
    }
    if (Math.hypot(last.x - from.x, last.y - from.y) < FAR_ENOUGH) return
    if (event.pointerType === 'touch') forget()
    else start()
  }

  function aim(): void {
    const below = document.elementFromPoint(last.x, last.y)
    over(below?.closest<HTMLElement>('[data-place]')?.dataset['place'] ?? null)
  }

  /** The page follows a card that is held at its upper or lower edge. */
  function scroll(): void {
    const near = last.y < EDGE ? last.y - EDGE : Math.max(0, last.y - (window.innerHeight - EDGE))
    if (near !== 0) {
      window.scrollBy({ top: near / 4, behavior: 'instant' })
      aim()
    }
    frame = requestAnimationFrame(scroll)
  }

  function letGo(): void {
    const dragged = ghost.value !== null
    forget()
    if (!dragged) return
    // The click that follows is the end of the drag, not a wish to open something.
    window.addEventListener('click', swallow, { capture: true, once: true })
    setTimeout(() => window.removeEventListener('click', swallow, { capture: true }))
    drop()
  }

  function stop(): void {
    const dragged = ghost.value !== null
    forget()
    if (dragged) cancel()
  }

  function forget(): void {
    clearTimeout(resting)
    cancelAnimationFrame(frame)
    ghost.value = null
    window.removeEventListener('pointermove', follow)
    window.removeEventListener('pointerup', letGo)
    window.removeEventListener('pointercancel', stop)
    window.removeEventListener('keydown', escape, true)
    window.removeEventListener('touchmove', hold)
  }

  const swallow = (event: Event) => {
    event.stopPropagation()
    event.preventDefault()
  }
  const hold = (event: TouchEvent) => ghost.value && event.preventDefault()
  const escape = (event: KeyboardEvent) => event.key === 'Escape' && stop()
  onScopeDispose(forget)

  return { ghost, press }
}
