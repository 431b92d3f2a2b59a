import { readFileSync } from 'node:fs'
import { checkProblem } from '@essor/team-formation'
import pg from 'pg'
import { expect, inject, it, onTestFinished, vi } from 'vitest'
import { matchingQueue } from '../../src/modules/matching/index.ts'
import { matchingRuns } from '../../src/modules/matching/runs.table.ts'
import { connect } from '../../src/platform/db/connection.ts'
import { startJobs } from '../../src/platform/jobs/jobs.ts'
import { problemFrom, type Instance } from '../../../../packages/team-formation/bench/instance.ts'
import { insertSeason } from '../factories.ts'
import { cloneTemplate } from '../harness.ts'
import { policy } from '../matching-season.ts'
import { call, eventually, insertAdmin, startedProgram } from './program.ts'

/** Eighty people: a search that takes a second or more. */
function someProblem() {
  const file = new URL('../../../../packages/team-formation/bench/tf-80x16-s1.json', import.meta.url)
  const checked = checkProblem(problemFrom(JSON.parse(readFileSync(file, 'utf8')) as Instance))
  if (!checked.ok) throw new Error(checked.errors[0]!.message)
  return checked.problem
}

/** PostgreSQL itself writes down each time that a search ends. */
const countEnds = `
  create table ends (search uuid not null);
  create function note_end() returns trigger language plpgsql as $$
    begin
      if new.answer is not null and old.answer is null then insert into ends values (new.id); end if;
      return new;
    end $$;
  create trigger note_end after update on matching_runs for each row execute function note_end();
  create trigger note_end after update on team_problems for each row execute function note_end();
`

it('finds searches again whose process was killed, and ends each of them once', async () => {
  const databaseUrl = await cloneTemplate(inject('serverUrl'))
  const database = new pg.Client({ connectionString: databaseUrl })
  await database.connect()
  onTestFinished(() => database.end())
  await database.query(countEnds)
  const connection = connect(databaseUrl)
  onTestFinished(() => connection.close())
  const { cookie } = await insertAdmin(connection.db)
  const problem = someProblem()
  const season = await insertSeason(connection.db)
  const [run] = await connection.db
    .insert(matchingRuns)
    .values({ seasonId: season.id, policy, problem })
    .returning({ id: matchingRuns.id })
  const jobs = await startJobs({ databaseUrl, working: false, onError: () => undefined })
  await jobs.send(connection.db, matchingQueue, { searchId: run!.id }, { heartbeatSeconds: 30 })
  await jobs.stop()
  const states = async () => {
    const { rows } = await database.query<{ status: string; attempt: number }>(
      'select status, attempt from matching_runs union all select status, attempt from team_problems',
    )
    return rows
  }

  const first = await startedProgram({ DATABASE_URL: databaseUrl })
  const posted = await call(`${first.url}/api/v1/team-problems`, 'POST', { cookie, body: problem })
  expect(posted?.status).toBe(201)
  const { id: problemId } = posted!.body as { id: string }
  await eventually(async () => {
    const { rows } = await database.query("select 1 from team_problems where status = 'running'")
    return rows.length === 1
  })
  first.signal('SIGKILL')
  await first.exited
  const interrupted = await states()
  const second = await startedProgram({ DATABASE_URL: databaseUrl })
  const allDone = async () => expect((await states()).map(({ status }) => status)).toEqual(['done', 'done'])
  await vi.waitFor(allDone, { timeout: 80_000, interval: 100 })

  expect(interrupted).toContainEqual({ status: 'running', attempt: 1 })
  const { rows: ends } = await database.query('select search from ends')
  expect(ends.map(({ search }) => search).toSorted()).toEqual([run!.id, problemId].toSorted())
  expect((await states()).map(({ attempt }) => attempt)).toEqual(
    interrupted.map(({ status }) => (status === 'running' ? 2 : 1)),
  )
  const answer = await call(`${second.url}/api/v1/team-problems/${problemId}/answer`, 'GET', { cookie })
  expect(answer?.body).toMatchObject({ check: { valid: true } })
}, 120_000)
