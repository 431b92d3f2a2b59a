import { onScopeDispose, ref } from 'vue'
import { keep, kept } from '../../../platform/kept.ts'

const place = 'essor.shortcuts'

/** Whoever speaks to their machine, or types by accident, can do without single-key shortcuts. */
export const shortcutsOn = ref(kept<boolean>(place) ?? true)
export function switchShortcuts(on: boolean): void {
  shortcutsOn.value = on
  keep(place, on)
}

const typing =
  'input:not([type=checkbox]), textarea, select, [contenteditable], [role=dialog], [role=listbox], [role=combobox]'

/** Single keys that act on the page, never while somebody types or a dialog is open. */
export function useShortcuts(actions: Record<string, () => void>): void {
  function onKey(event: KeyboardEvent): void {
    if (!shortcutsOn.value || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    if (event.target instanceof Element && event.target.closest(typing)) return
    if (document.querySelector('[role=dialog]')) return
    const action = actions[event.key]
    if (!action) return
    event.preventDefault()
    action()
  }
  addEventListener('keydown', onKey)
  onScopeDispose(() => removeEventListener('keydown', onKey))
}
