import { nextTick } from 'vue'
import { createRouter, START_LOCATION, type RouterHistory, type RouteRecordRaw } from 'vue-router'
import type { FeatureRoutes } from './platform/navigation.ts'
import type { useSession } from './platform/session.ts'

declare module 'vue-router' {
  interface RouteMeta {
    space?: 'public' | 'own' | 'console'
    titleKey?: string
    needsSession?: boolean
  }
}

export const features: FeatureRoutes[] = Object.values(
  import.meta.glob<FeatureRoutes>('./features/**/routes.ts', { eager: true }),
)

/** Pixels that the header, which stays in sight, covers at the top of the page. */
const HEADER_HEIGHT = 96

type RouterDeps = { history: RouterHistory; session: ReturnType<typeof useSession>; routes?: RouteRecordRaw[] }

export function createEssorRouter({
  history,
  session,
  routes = features.flatMap((feature) => feature.routes),
}: RouterDeps) {
  const router = createRouter({
    history,
    routes,
    scrollBehavior: (to, from, kept) => {
      if (kept) return kept
      // A fragment that is no place of the page carries something else, such as the token of a sign-in link.
      if (/^#[\w-]+$/.test(to.hash)) return { el: to.hash, top: HEADER_HEIGHT }
      return to.path === from.path ? false : { top: 0 }
    },
  })

  router.beforeEach(async (to) => {
    if (!to.meta.needsSession) return true
    // A server that is away is the page's own failing state to show: it has a way to try again, signing in has not.
    const answered = await session.load().then(
      () => true,
      () => false,
    )
    return session.signedIn || !answered ? true : { name: 'sign-in', query: { retour: to.fullPath } }
  })

  router.afterEach(async (to, from, failed) => {
    if (failed || from === START_LOCATION || to.path === from.path) return
    await nextTick()
    moveFocusToHeading()
  })

  return router
}

/** A screen reader hears the new page only when the focus goes there. */
function moveFocusToHeading(): void {
  const heading = document.querySelector<HTMLElement>('main h1') ?? document.querySelector<HTMLElement>('main')
  if (!heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}
