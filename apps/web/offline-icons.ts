import type { Plugin } from 'vite'

const OFFLINE = '\0offline-icons'

/**
 * The icon component asks a public server for any icon it does not hold. Its offline edition cannot:
 * an icon that was not bundled shows as nothing, during development too.
 */
export function offlineIcons(): Plugin {
  let edition: string | undefined
  return {
    name: 'essor:offline-icons',
    enforce: 'pre',
    async resolveId(id, importer) {
      if (id !== '@iconify/vue') return null
      edition ??= (await this.resolve('@iconify/vue/offline', importer))?.id
      return OFFLINE
    },
    load(id) {
      if (id !== OFFLINE) return null
      // The offline edition knows an icon by the one name it was given, and names are asked for as `lucide-sprout`.
      return `
        import { addIcon as add } from ${JSON.stringify(edition)}
        export { Icon } from ${JSON.stringify(edition)}
        export const addIcon = (name, data) => add(name.replace(':', '-'), data)
        export const iconLoaded = () => true
      `
    },
  }
}
