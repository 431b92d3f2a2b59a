import { realpathSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Plugin } from 'vite'

const OFFLINE = '\0offline-icons'

/**
 * The icon component asks a public server for any icon it does not hold. Its offline edition cannot:
 * an icon that was not bundled shows as nothing, during development too.
 */
export function offlineIcons(): Plugin {
  const edition = JSON.stringify(offlineEdition())
  return {
    name: 'essor:offline-icons',
    enforce: 'pre',
    resolveId: (id) => (id === '@iconify/vue' ? OFFLINE : null),
    // The offline edition knows an icon by the one name it was given, and names are asked for as `lucide-sprout`.
    load: (id) =>
      id === OFFLINE
        ? `import { addIcon as add } from ${edition}
           export { Icon } from ${edition}
           export const addIcon = (name, data) => add(name.replace(':', '-'), data)
           export const iconLoaded = () => true`
        : null,
  }
}

/** Seen from the component library, whose dependency it is. */
function offlineEdition(): string {
  const library = realpathSync(join(import.meta.dirname, 'node_modules/@nuxt/ui/package.json'))
  return join(dirname(createRequire(library).resolve('@iconify/vue/offline')), 'offline.mjs')
}
