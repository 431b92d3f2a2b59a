import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startThrowawayPostgres } from '@essor/local-postgres'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { queues } from '../src/modules.ts'
import { connect } from '../src/platform/db/connection.ts'
import { migrateDatabase } from '../src/platform/db/migrate.ts'
import { prepareJobs } from '../src/platform/jobs/jobs.ts'

declare module 'vitest' {
  interface ProvidedContext {
    serverUrl: string
    answersFolder: string
    filesFolder: string
  }
}

/** Where the tests write down which answers they saw; `route-coverage.ts` reads it afterwards. */
export const answersFolder = fileURLToPath(new URL('../.answers', import.meta.url))

/** One server for the run; each test file clones the migrated template. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startThrowawayPostgres()
  const admin = new pg.Client({ connectionString: server.url })
  await admin.connect()
  await admin.query('create database essor_template')
  await admin.end()
  const templateUrl = databaseUrl(server.url, 'essor_template')
  const template = connect(templateUrl)
  await migrateDatabase(template.db)
  await template.close()
  await prepareJobs(templateUrl, queues)
  rmSync(answersFolder, { recursive: true, force: true })
  mkdirSync(answersFolder, { recursive: true })
  project.provide('serverUrl', server.url)
  project.provide('answersFolder', answersFolder)
  const filesFolder = mkdtempSync(join(tmpdir(), 'essor-files-'))
  project.provide('filesFolder', filesFolder)
  return async () => {
    rmSync(filesFolder, { recursive: true, force: true })
    await server.stop()
  }
}

export function databaseUrl(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = `/${database}`
  return url.href
}
