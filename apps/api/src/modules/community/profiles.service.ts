import { audit } from '../../platform/audit/audit.repository.ts'
import { personOf, type Deps } from '../../platform/deps.ts'
import { AppError } from '../../platform/errors.ts'
import { findProfile, listSkillsOf, replaceSkills, writeProfile } from './profiles.repository.ts'

interface ProfileFields {
  presentation: string
  remote: boolean
  reachable?: boolean | undefined
  skills: { skill: string; level: number }[]
}

export async function readOwnProfile(deps: Pick<Deps, 'db' | 'actor'>) {
  const personId = personOf(deps)
  const profile = await findProfile(deps.db, personId)
  const skills = await listSkillsOf(deps.db, [personId])
  return { presentation: '', remote: false, reachable: false, version: 0, ...profile, skills }
}

/** One person may have the page open on a phone and on a computer: neither overwrites the other's words unseen. */
export async function changeOwnProfile(
  deps: Pick<Deps, 'db' | 'actor'>,
  version: number,
  { presentation, remote, reachable, skills }: ProfileFields,
) {
  const { actor } = deps
  const personId = personOf(deps)
  return deps.db.transaction(async (db) => {
    if (!(await writeProfile(db, { personId, version, presentation, remote, reachable }))) {
      throw new AppError('version_conflict', 'This profile was changed elsewhere in the meantime. Read it again.')
    }
    await replaceSkills(db, personId, skills)
    await audit({ db, actor }, { action: 'profile.changed', subject: ['person', personId] })
    return readOwnProfile({ db, actor })
  })
}
