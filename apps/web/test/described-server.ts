import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { vi } from 'vitest'

interface Described {
  paths: Record<
    string,
    Record<string, { responses: Record<string, { content?: Record<string, { example?: unknown }> }> }>
  >
}

const openapi = JSON.parse(readFileSync(join(import.meta.dirname, '../../../openapi.json'), 'utf8')) as Described

/**
 * Stands where the network is, and gives every address the example that the description of the API has for it, after
 * `change`. So a page of any kind can be shown with something on it. What changes things is not answered.
 */
export function describedServer(change: (example: unknown, path: string) => unknown): void {
  const operations = Object.entries(openapi.paths)
    .filter(([, methods]) => methods['get'])
    .map(([path, methods]) => ({
      path,
      pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
      example: methods['get']!.responses['200']?.content?.['application/json']?.example,
    }))
    // The plainer address comes first: `/me` is no id.
    .toSorted((a, b) => a.path.split('{').length - b.path.split('{').length)

  vi.stubGlobal('fetch', async (url: string) => {
    const [path = ''] = url.split('?')
    const found = operations.find(({ pattern }) => pattern.test(path))
    if (!found || found.example === undefined) return new Response('{"status":404,"code":"not_found"}', { status: 404 })
    return new Response(JSON.stringify(change(found.example, path)))
  })
}
