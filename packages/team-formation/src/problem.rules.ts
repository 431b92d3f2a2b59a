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

export function reportMistakes(problem: Checked, report: (mistake: Mistake) => void): void {
  const people = new Set(problem.people.map((person) => person.id))
  const projects = new Set(problem.projects.map((project) => project.id))

  reportRepeats(
    problem.people.map((person) => person.id),
    (index, id) =>
      report({ path: ['people', index, 'id'], code: 'duplicate', message: `Two people have the id "${id}".` }),
  )
  reportRepeats(
    problem.projects.map((project) => project.id),
    (index, id) =>
      report({ path: ['projects', index, 'id'], code: 'duplicate', message: `Two projects have the id "${id}".` }),
  )

  problem.people.forEach((person, p) => {
    reportRepeats(
      person.skills.map((has) => has.skill),
      (index, skill) =>
        report({
          path: ['people', p, 'skills', index],
          code: 'duplicate',
          message: `"${person.id}" has the skill "${skill}" twice.`,
        }),
    )
    reportRepeats(person.preferences, (index, id) =>
      report({
        path: ['people', p, 'preferences', index],
        code: 'duplicate',
        message: `"${person.id}" wishes for "${id}" twice.`,
      }),
    )
    person.preferences.forEach((id, index) => {
      if (projects.has(id)) return
      const message = `"${person.id}" wishes for the project "${id}", which is not among the projects.`
      report({ path: ['people', p, 'preferences', index], code: 'unknown_project', message })
    })
  })

  problem.projects.forEach((project, p) => {
    const { min, max } = project.size
    if (min > max) {
      const message = `"${project.id}" wants at least ${min} people and at most ${max}: the least is above the most.`
      report({ path: ['projects', p, 'size'], code: 'min_above_max', message })
    }
    reportRepeats(
      project.wanted.map((line) => `${line.skill} (level ${line.level})`),
      (index, line) =>
        report({
          path: ['projects', p, 'wanted', index],
          code: 'duplicate',
          message: `"${project.id}" wants ${line} on two lines: use one line with a higher count.`,
        }),
    )
  })

  for (const list of ['together', 'apart'] as const) {
    problem[list].forEach(([first, second], index) => {
      for (const [side, id] of [first, second].entries()) {
        if (!people.has(id)) report(unknownPerson([list, index, side], id))
      }
      if (first === second) {
        report({
          path: [list, index],
          code: 'same_person',
          message: `The pair names "${first}" twice: it needs two people.`,
        })
      }
    })
  }

  reportRepeats(
    problem.teamRoles.map(({ role }) => role),
    (index, role) => {
      const message = `The role "${role}" is on two lines: use one line with a higher count.`
      report({ path: ['teamRoles', index], code: 'duplicate', message })
    },
  )
  for (const list of ['locked', 'forbidden', 'stay'] as const) {
    const placeOf = new Map<string, string>()
    problem[list].forEach(([person, project], index) => {
      if (!people.has(person)) report(unknownPerson([list, index, 0], person))
      if (!projects.has(project)) {
        const message = `"${project}" is not among the projects.`
        report({ path: [list, index, 1], code: 'unknown_project', message })
      }
      const before = placeOf.get(person)
      placeOf.set(person, project)
      if (list === 'forbidden' || before === undefined) return
      const message = `"${person}" is ${list === 'stay' ? 'said to stay' : 'locked'} twice: on "${before}" and on "${project}".`
      report({ path: [list, index], code: list === 'stay' ? 'duplicate' : 'locked_twice', message })
    })
  }
}

function unknownPerson(path: (string | number)[], id: string): Mistake {
  return { path, code: 'unknown_person', message: `"${id}" is not among the people.` }
}

export function reportRepeats(values: string[], report: (index: number, value: string) => void): void {
  const seen = new Set<string>()
  values.forEach((value, index) => {
    if (seen.has(value)) report(index, value)
    seen.add(value)
  })
}
