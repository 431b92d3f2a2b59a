import type { Schema } from '@essor/api-client'
import {
  admin,
  jurors,
  mentors,
  organiser,
  participants,
  reviewers,
  type ScenarioPerson,
} from './opac-amiens-2018/people.ts'
import { projects } from './opac-amiens-2018/projects.ts'

type DemoAccount = Schema<'Demo'>['accounts'][number]

/** The same for all: these accounts are there to be tried. */
const password = 'essor-demo'

const account = (role: DemoAccount['role'], { name, email }: ScenarioPerson): DemoAccount => ({
  role,
  name,
  email,
  password,
})

/** Invented people; anyone may sign in as one of them on an instance that runs the demo. */
export const demoAccounts: DemoAccount[] = [
  account('organiser', organiser),
  account('participant', participants[0]!),
  account('holder', projects[0]!.holder),
  account('reviewer', reviewers[0]!),
  account('mentor', mentors[0]!),
  account('juror', jurors[0]!),
  account('network_admin', admin),
]
