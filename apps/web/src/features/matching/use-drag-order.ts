import { onScopeDispose, ref, type Ref } from 'vue'
import { placeAt } from './ranking.ts'

/**
 * Dragging an item of a list by its handle, with a mouse, a pen or a finger. Nothing moves but the item under the pointer
 * until it is let go of; `over` says where it would land. Escape, or a cancelled touch, leaves all as it was.
 */
export function useDragOrder(list: Ref<HTMLElement | null>, drop: (from: number, to: number) => void) {
  const from = ref<number | null>(null)
  const over = ref<number | null>(null)
  const shift = ref(0)
  let startY = 0
  let middles: number[] = []

  function start(event: PointerEvent, index: number): void {
    if (event.button !== 0 || !list.value) return
    event.preventDefault()
    middles = [...list.value.children].map((child) => {
      const { top, height } = child.getBoundingClientRect()
      return top + window.scrollY + height / 2
    })
    startY = event.pageY
    from.value = over.value = index
    window.addEventListener('pointermove', follow)
    window.addEventListener('pointerup', finish)
    window.addEventListener('pointercancel', stop)
    window.addEventListener('keydown', stopOnEscape)
  }

  function follow(event: PointerEvent): void {
    shift.value = event.pageY - startY
    const others = middles.filter((_, index) => index !== from.value)
    const place = placeAt(others, event.pageY)
    over.value = event.pageY > (others.at(-1) ?? 0) ? others.length : place
    keepInSight(event.clientY)
  }

  function keepInSight(y: number): void {
    const edge = 80
    if (y < edge) window.scrollBy({ top: -12 })
    else if (y > window.innerHeight - edge) window.scrollBy({ top: 12 })
  }

  function finish(): void {
    const [start, end] = [from.value, over.value]
    stop()
    if (start !== null && end !== null && start !== end) drop(start, end)
  }

  function stop(): void {
    from.value = over.value = null
    shift.value = 0
    window.removeEventListener('pointermove', follow)
    window.removeEventListener('pointerup', finish)
    window.removeEventListener('pointercancel', stop)
    window.removeEventListener('keydown', stopOnEscape)
  }

  const stopOnEscape = (event: KeyboardEvent) => {
    if (event.key === 'Escape') stop()
  }
  onScopeDispose(stop)

  return { from, over, shift, start }
}
