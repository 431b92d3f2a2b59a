import { useRoute, useRouter, type RouteLocationRaw } from 'vue-router'
import { forget, keep, kept } from '../../platform/kept.ts'
import { useSession } from '../../platform/session.ts'

const wayBack = 'essor.sign-in.retour'

/** The link in the mail does not know which page asked for it: this device does, until someone has signed in. */
export function rememberWayBack(asked: unknown): void {
  const path = insidePath(asked)
  if (path) keep(wayBack, path)
  else forget(wayBack)
}

/** To the page given, else back to the one that asked for it, else to one's own space; someone new is asked their name on the way. */
export function useAfterSignIn() {
  const route = useRoute()
  const router = useRouter()
  const session = useSession()

  return async (to?: RouteLocationRaw): Promise<void> => {
    await session.reload()
    const asked = to ? router.resolve(to).path : (insidePath(route.query.retour) ?? insidePath(kept(wayBack)))
    forget(wayBack)
    const home = { name: router.hasRoute('own-home') ? 'own-home' : 'home' }
    const next = session.me?.name === '' ? { name: 'own-account', query: { retour: asked } } : (asked ?? home)
    await router.replace(next)
  }
}

/** Only a path of this site: `//elsewhere.example` would be another one. */
export function insidePath(asked: unknown): string | undefined {
  return typeof asked === 'string' && /^\/(?![/\\])/.test(asked) ? asked : undefined
}
