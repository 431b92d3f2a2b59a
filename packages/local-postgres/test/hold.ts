// A program of its own that holds a database until it is told to end, for the tests that kill it.
import { startLocalPostgres, startThrowawayPostgres } from '../src/index.ts'

const [folder, ending] = process.argv.slice(2)
try {
  const postgres = folder ? await startLocalPostgres({ dataFolder: folder }) : await startThrowawayPostgres()
  process.stdout.write(`${JSON.stringify({ url: postgres.url, dataFolder: postgres.dataFolder })}\n`)
  if (ending !== 'at once') setInterval(() => {}, 60_000)
} catch (error) {
  process.stdout.write(
    `${JSON.stringify({ code: (error as { code?: string }).code, message: (error as Error).message })}\n`,
  )
}
