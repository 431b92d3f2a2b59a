import { z } from 'zod'
import { text } from './platform.ts'
import { OwnedSkill, SkillCode, SkillLevel } from './skills.ts'

const skillCodes = (skills: { skill: string }[]) => skills.map(({ skill }) => skill)

const example = {
  presentation: 'Comptable à la retraite, je connais bien les associations du quartier.',
  remote: false,
  skills: [{ skill: 'law.associations', level: 3 }],
}

/** What someone brings, in their own words and in skills of the taxonomy, each named once. */
export const ProfileDraft = z
  .object({
    presentation: text(2000, 0),
    /** Whether they can also help from a distance. */
    remote: z.boolean(),
    /** Whether organisers elsewhere may read their name and skills and write to them through Essor. Left out: as it was. */
    reachable: z.boolean().optional(),
    skills: z
      .array(OwnedSkill)
      .max(40)
      .refine((skills) => new Set(skillCodes(skills)).size === skills.length, 'Name each skill once.'),
  })
  .meta({ id: 'ProfileDraft', examples: [example] })

/** `version` is 0 until it was first written. */
export const Profile = z
  .object({
    presentation: z.string(),
    remote: z.boolean(),
    reachable: z.boolean(),
    skills: z.array(OwnedSkill),
    version: z.number().int(),
  })
  .meta({ id: 'Profile', examples: [{ ...example, reachable: false, version: 1 }] })

const words = { code: z.string(), fr: z.string(), en: z.string() }

export const SkillFamily = z.object({ ...words, skills: z.array(z.object({ ...words, code: SkillCode })) }).meta({
  id: 'SkillFamily',
  examples: [
    {
      code: 'law',
      fr: 'Droit',
      en: 'Law',
      skills: [{ code: 'law.associations', fr: 'Droit des associations', en: 'Law of associations' }],
    },
  ],
})

/** How many people of a season have a skill at each level; nobody is named. */
export const SkillsPool = z
  .object({
    /** People counted: those enrolled, and neither withdrawn nor absent. */
    people: z.number().int(),
    /** Of those, how many named at least one skill. */
    withSkills: z.number().int(),
    skills: z.array(z.object({ skill: SkillCode, level: SkillLevel, count: z.number().int() })),
  })
  .meta({
    id: 'SkillsPool',
    examples: [{ people: 24, withSkills: 22, skills: [{ skill: 'law.associations', level: 3, count: 2 }] }],
  })
