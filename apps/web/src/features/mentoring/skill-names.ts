import { skillFamilies } from '@essor/contracts'
import { useI18n } from 'vue-i18n'

const everySkill = skillFamilies.flatMap((family) => [family, ...family.skills])

/** The words of the taxonomy in the person's language. */
export function useSkillNames() {
  const { locale } = useI18n({ useScope: 'global' })
  const word = (skill: { fr: string; en: string }) => (locale.value === 'en' ? skill.en : skill.fr)

  return {
    /** Of a family (`law`) or of a skill (`law.labour`). */
    nameOf: (code: string): string => {
      const found = everySkill.find((skill) => skill.code === code)
      return found ? word(found) : code
    },
    /** What a family is about, by its first skills: a newcomer does not know our families. */
    hintOf: (code: string): string => {
      const skills = skillFamilies.find((family) => family.code === code)?.skills ?? []
      return skills
        .slice(0, 3)
        .map((skill, index) => (index === 0 ? word(skill) : lowerFirst(word(skill))))
        .join(', ')
    },
    word,
  }
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
