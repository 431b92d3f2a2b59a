import { useRoute, useRouter } from 'vue-router'
import { useSession } from '../../platform/session.ts'

/** Back to the page that asked for it, else to the person's own space. */
export function useAfterSignIn() {
  const route = useRoute()
  const router = useRouter()
  const session = useSession()

  return async (): Promise<void> => {
    await session.reload()
    const home = { name: router.hasRoute('own-home') ? 'own-home' : 'home' }
    await router.replace(insidePath(route.query.retour) ?? home)
  }
}

/** Only a path of this site: `//elsewhere.example` would be another one. */
function insidePath(asked: unknown): string | undefined {
  return typeof asked === 'string' && /^\/(?![/\\])/.test(asked) ? asked : undefined
}
