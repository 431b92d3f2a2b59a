import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const web = fileURLToPath(new URL('../apps/web/src/', import.meta.url))

/** The named routes of the SPA and their paths, read from the features' own files. */
export const routePaths = new Map(
  globSync('features/**/routes.ts', { cwd: web }).flatMap((file) =>
    [...readFileSync(web + file, 'utf8').matchAll(/\bpath: '([^']+)',\s*(?:name: '([^']+)')?/g)].map(
      ([, path, name]) => {
        if (!name) throw new Error(`In ${file}, the name of ${path} does not follow its path.`)
        return [name, path!] as const
      },
    ),
  ),
)

export function addressOf(name: string, params: Record<string, string> = {}): string {
  const path = routePaths.get(name)
  if (!path) throw new Error(`There is no route ${name}.`)
  return path.replaceAll(/:(\w+)(\(\.\*\)\*)?/g, (_, param: string) => {
    const value = params[param]
    if (!value) throw new Error(`The address of ${name} needs ${param}.`)
    return value
  })
}
