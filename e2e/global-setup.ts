import type { TestProject } from 'vitest/node'
import { newDataFolder, removeDataFolder, startEssor } from './essor.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A data folder in which the demo has been played; each file of journeys starts from a copy. */
    playedDemo: string
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  const folder = newDataFolder()
  const essor = await startEssor(folder)
  await essor.stop()
  project.provide('playedDemo', folder)
  return () => removeDataFolder(folder)
}
