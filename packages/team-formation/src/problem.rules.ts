/** What the shape alone cannot refuse: ids that do not exist, things said twice, limits the wrong way round. */
export type Mistake = {
  path: (string | number)[]
  code: 'duplicate' | 'unknown_person' | 'unknown_project' | 'min_above_max' | 'same_person' | 'locked_twice'
  message: string
}

type Checked = {
  people: { id: string; skills: { skill: string }[]; preferences: string[] }[]
  projects: { id: string; size: { min: number; max: number }; wanted: { skill: string; level: number }[] }[]
  together: [string, string][]
  apart: [string, string][]
  locked: [string, string][]
  forbidden: [string, string][]
  stay: [string, string][]
  teamRoles: { role: string }[]
}

/** One after the other, so that who asks can stop: a problem made to be wrong may hold millions. */
export function* mistakesIn(problem: Checked): Generator<Mistake> {
  const people = new Set(problem.people.map((person) => person.id))
  const projects = new Set(problem.projects.map((project) => project.id))

  for (const [index, id] of repeatsIn(problem.people.map((person) => person.id)))
    yield { path: ['people', index, 'id'], code: 'duplicate', message: `Two people have the id "${id}".` }
  for (const [index, id] of repeatsIn(problem.projects.map((project) => project.id)))
    yield { path: ['projects', index, 'id'], code: 'duplicate', message: `Two projects have the id "${id}".` }

  for (const [p, person] of problem.people.entries()) {
    for (const [index, skill] of repeatsIn(person.skills.map((has) => has.skill))) {
      const message = `"${person.id}" has the skill "${skill}" twice.`
      yield { path: ['people', p, 'skills', index], code: 'duplicate', message }
    }
    for (const [index, id] of repeatsIn(person.preferences)) {
      const message = `"${person.id}" wishes for "${id}" twice.`
      yield { path: ['people', p, 'preferences', index], code: 'duplicate', message }
    }
    for (const [index, id] of person.preferences.entries()) {
      if (projects.has(id)) continue
      const message = `"${person.id}" wishes for the project "${id}", which is not among the projects.`
      yield { path: ['people', p, 'preferences', index], code: 'unknown_project', message }
    }
  }

  for (const [p, project] of problem.projects.entries()) {
    const { min, max } = project.size
    if (min > max) {
      const message = `"${project.id}" wants at least ${min} people and at most ${max}: the least is above the most.`
      yield { path: ['projects', p, 'size'], code: 'min_above_max', message }
    }
    const lines = project.wanted.map((line) => `${line.skill} (level ${line.level})`)
    for (const [index, line] of repeatsIn(lines)) {
      const message = `"${project.id}" wants ${line} on two lines: use one line with a higher count.`
      yield { path: ['projects', p, 'wanted', index], code: 'duplicate', message }
    }
  }

  for (const list of ['together', 'apart'] as const) {
    for (const [index, [first, second]] of problem[list].entries()) {
      for (const [side, id] of [first, second].entries()) {
        if (!people.has(id)) yield unknownPerson([list, index, side], id)
      }
      if (first === second) {
        const message = `The pair names "${first}" twice: it needs two people.`
        yield { path: [list, index], code: 'same_person', message }
      }
    }
  }

  for (const [index, role] of repeatsIn(problem.teamRoles.map(({ role }) => role))) {
    const message = `The role "${role}" is on two lines: use one line with a higher count.`
    yield { path: ['teamRoles', index], code: 'duplicate', message }
  }
  for (const list of ['locked', 'forbidden', 'stay'] as const) {
    const placeOf = new Map<string, string>()
    for (const [index, [person, project]] of problem[list].entries()) {
      if (!people.has(person)) yield unknownPerson([list, index, 0], person)
      if (!projects.has(project)) {
        const message = `"${project}" is not among the projects.`
        yield { path: [list, index, 1], code: 'unknown_project', message }
      }
      const before = placeOf.get(person)
      placeOf.set(person, project)
      if (list === 'forbidden' || before === undefined) continue
      const message = `"${person}" is ${list === 'stay' ? 'said to stay' : 'locked'} twice: on "${before}" and on "${project}".`
      yield { path: [list, index], code: list === 'stay' ? 'duplicate' : 'locked_twice', message }
    }
  }
}

function unknownPerson(path: (string | number)[], id: string): Mistake {
  return { path, code: 'unknown_person', message: `"${id}" is not among the people.` }
}

export function reportRepeats(values: string[], report: (index: number, value: string) => void): void {
  for (const [index, value] of repeatsIn(values)) report(index, value)
}

function repeatsIn(values: string[]): [index: number, value: string][] {
  const seen = new Set<string>()
  return [...values.entries()].filter(([, value]) => {
    const again = seen.has(value)
    seen.add(value)
    return again
  })
}
