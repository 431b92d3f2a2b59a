import { evaluate, type CoverageLine, type Team } from '@essor/team-formation/evaluate'
import type { Person, Problem, Project } from '@essor/team-formation/problem'
import { useQueryCache } from '@pinia/colada'
import { computed, ref, shallowRef, watch } from 'vue'
import { api, newIdempotencyKey } from '../../../platform/api.ts'
import { useLeavingGuard } from '../../../platform/leaving.ts'
import { ProblemError } from '../../../platform/problem.ts'
import { useRefresh } from '../matching.queries.ts'
import { boardTeamsKey, readTeams, type BoardMove, type BoardTeams, type MatchingBoard } from './board.queries.ts'
import { moved, placeFrom, placeOf, projectOf, type Place } from './places.ts'

export interface Change {
  kind: 'move' | 'undo' | 'redo'
  person: string
  from: Place
  to: Place
}
type Pending = Change & { meant: BoardMove | null; key: string; tries: number }

/** How often somebody else may be faster before a change waits for its organiser to try again. */
const MOST_TRIES = 8

/**
 * The board in this browser: the teams that the server last said, with the changes of here that it does not know yet. They
 * are sent one after the other; where another organiser was faster, they are sent again on top of what that one did.
 */
export function useBoard(
  board: MatchingBoard,
  answered: () => BoardTeams,
  told: { lost(change: Change, now: Place): void; stepped(change: Change): void },
) {
  // The same engine wrote it on the server: what its format gains later comes along.
  const problem = board.problem as unknown as Problem
  const people = new Map<string, Person>(problem.people.map((person) => [person.id, person]))
  const projects = new Map<string, Project>(problem.projects.map((project) => [project.id, project]))
  const queries = useQueryCache()
  const refresh = useRefresh()

  const latest = shallowRef(answered())
  const pending = shallowRef<Pending[]>([])
  const saving = ref(false)
  const failure = shallowRef<unknown>(null)
  watch(answered, (said) => take(said))
  useLeavingGuard(() => failure.value !== null && pending.value.length > 0)

  /** An answer may arrive after a newer one: the version tells. */
  function take(said: BoardTeams): void {
    if (said.version >= latest.value.version) latest.value = said
  }

  const known = computed((): Team[] =>
    latest.value.teams.map(({ projectId, personIds }) => ({ project: projectId, people: personIds })),
  )
  const teams = computed(() =>
    pending.value
      .reduce((all: Team[], { person, to }) => moved(all, person, to), known.value)
      .filter(({ people: members }) => members.length > 0),
  )
  const evaluation = computed(() => evaluate(problem, teams.value))
  const lines = new Map<string, { said: string; lines: CoverageLine[] }>()
  /** The same lines stay the same object, so that only columns that changed are drawn again. */
  const coverage = computed(
    () =>
      new Map(
        evaluation.value.coverage.map(({ project, lines: now }) => {
          const said = JSON.stringify(now)
          const before = lines.get(project)
          if (before?.said !== said) lines.set(project, { said, lines: now })
          return [project, lines.get(project)!.lines]
        }),
      ),
  )
  const members = new Map<Place, { said: string; ids: string[] }>()
  const placed = computed(() => {
    const all = new Map<Place, string[]>(teams.value.map((team) => [team.project, team.people]))
    for (const [place, ids] of all) {
      const said = ids.join()
      if (members.get(place)?.said !== said) members.set(place, { said, ids })
      all.set(place, members.get(place)!.ids)
    }
    return all
  })

  const undo = computed(() => (pending.value.length > 0 ? null : latest.value.undo))
  const redo = computed(() => (pending.value.length > 0 ? null : latest.value.redo))

  function move(person: string, to: Place): void {
    const from = placeOf(teams.value, person)
    if (from !== to) add({ kind: 'move', person, from, to, meant: null })
  }
  function takeBack(): void {
    if (!undo.value) return
    const { personId, from, to } = undo.value
    step({ kind: 'undo', person: personId, from: placeFrom(to), to: placeFrom(from), meant: undo.value })
  }
  function makeAgain(): void {
    if (!redo.value) return
    const { personId, from, to } = redo.value
    step({ kind: 'redo', person: personId, from: placeFrom(from), to: placeFrom(to), meant: redo.value })
  }
  function step(change: Omit<Pending, 'key' | 'tries'>): void {
    add(change)
    told.stepped(change)
  }
  function add(change: Omit<Pending, 'key' | 'tries'>): void {
    pending.value = [...pending.value, { ...change, key: newIdempotencyKey(), tries: 0 }]
    void save()
  }

  async function save(): Promise<void> {
    if (saving.value) return
    saving.value = true
    failure.value = null
    try {
      for (let [next] = pending.value; next; [next] = pending.value) await sendOne(next)
      queries.setQueryData(boardTeamsKey(board.runId), latest.value)
    } catch (error) {
      failure.value = error
      // Refused for good. Where the server was not reached, the changes wait for another try.
      if (error instanceof ProblemError && error.problem.code !== 'version_conflict') pending.value = []
    } finally {
      saving.value = false
    }
    await refresh()
  }

  async function sendOne(change: Pending): Promise<void> {
    try {
      const said = await send(change)
      pending.value = pending.value.slice(1)
      take(said)
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.code !== 'version_conflict') throw error
      const now = await readTeams(board.runId)
      take(now)
      const rest = pending.value.slice(1)
      if (isStillMeant(change, latest.value)) {
        const tries = change.tries + 1
        pending.value = [{ ...change, key: newIdempotencyKey(), tries: tries % MOST_TRIES }, ...rest]
        if (tries === MOST_TRIES) throw error
        return
      }
      pending.value = rest
      const there = placeOf(known.value, change.person)
      if (there !== change.to || change.kind !== 'move') told.lost(change, there)
    }
  }

  function send({ kind, person, to, key }: Pending): Promise<BoardTeams> {
    const options = { path: { runId: board.runId }, ifMatch: `"${latest.value.version}"`, idempotencyKey: key }
    if (kind === 'undo') return api.post('/api/v1/matching-runs/{runId}/moves/undo', undefined, options)
    if (kind === 'redo') return api.post('/api/v1/matching-runs/{runId}/moves/redo', undefined, options)
    const body = { personId: person, projectId: projectOf(to) }
    return api.post('/api/v1/matching-runs/{runId}/moves', body, options)
  }

  function isStillMeant({ kind, person, from, meant }: Pending, now: BoardTeams): boolean {
    if (kind === 'move') return placeOf(known.value, person) === from
    return JSON.stringify(kind === 'undo' ? now.undo : now.redo) === JSON.stringify(meant)
  }

  function giveUp(): void {
    pending.value = []
    failure.value = null
  }

  return {
    problem,
    people,
    projects,
    latest,
    teams,
    evaluation,
    coverage,
    placed,
    undo,
    redo,
    saving,
    failure,
    waiting: computed(() => pending.value.length),
    move,
    takeBack,
    makeAgain,
    save,
    giveUp,
  }
}
export type Board = ReturnType<typeof useBoard>
