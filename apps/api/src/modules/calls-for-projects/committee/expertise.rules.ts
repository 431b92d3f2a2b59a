import type { ExpertiseCode } from '@essor/contracts'
import { skillFamilies } from '@essor/contracts'

const familyOf = (code: string): string => code.split('.')[0]!
const skillsIn = new Map(skillFamilies.map(({ code, skills }) => [code, skills.map((skill) => skill.code)]))

/** A skill is met by who knows it or its whole family; another skill of the family is better than none. */
const skill = (code: string) => `skill ${code}`
const near = (code: string) => `near ${familyOf(code)}`

/** What a file looks for, in the terms that `topicsOfPerson` answers. */
export const topicsOfFile = (wanted: readonly { skill: string }[]): string[] => [
  ...new Set(wanted.flatMap((one) => [skill(one.skill), near(one.skill)])),
]

export const topicsOfPerson = (expertise: readonly ExpertiseCode[]): string[] => [
  ...new Set(expertise.flatMap((code) => [...(skillsIn.get(code) ?? [code]).map(skill), near(code)])),
]

/** Does this person know something about what the file looks for? Everyone does where it looks for nothing. */
export function isExpert(wanted: readonly { skill: string }[], expertise: readonly ExpertiseCode[]): boolean {
  const families = new Set(expertise.map(familyOf))
  return wanted.length === 0 || wanted.some((one) => families.has(familyOf(one.skill)))
}
