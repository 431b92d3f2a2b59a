import { onScopeDispose, inject, type InjectionKey } from 'vue'
import { routerKey } from 'vue-router'

/** Asks the person whether to lose what was typed; the shell provides the dialog. */
export const askBeforeLeaving: InjectionKey<() => Promise<boolean>> = Symbol('ask before leaving')

/** Holds the page while `unsaved()`: inside the app by a question, outside by the browser's own. */
export function useLeavingGuard(unsaved: () => boolean): void {
  const ask = inject(askBeforeLeaving, () => Promise.resolve(window.confirm()))
  const router = inject(routerKey, undefined)

  const beforeUnload = (event: BeforeUnloadEvent) => {
    if (unsaved()) event.preventDefault()
  }
  window.addEventListener('beforeunload', beforeUnload)
  const removeGuard = router?.beforeEach(async (to, from) => to.path === from.path || !unsaved() || (await ask()))

  onScopeDispose(() => {
    window.removeEventListener('beforeunload', beforeUnload)
    removeGuard?.()
  })
}
