import { skillFamilies } from '@essor/contracts'
import { useI18n } from 'vue-i18n'
import type { SkillLevel } from '../../ui/SkillBadge.vue'

const skills = new Map(skillFamilies.flatMap((family) => family.skills).map((skill) => [skill.code, skill]))
const levels: readonly SkillLevel[] = ['discovering', 'practising', 'confirmed', 'expert']

/** Skills in the person's language; the code itself for one that this version does not know yet. */
export function useWords() {
  const { locale } = useI18n({ useScope: 'global' })
  return {
    skillName: (code: string): string => skills.get(code)?.[locale.value === 'en' ? 'en' : 'fr'] ?? code,
    /** "Ana, Ben et Cas". */
    inList: (words: readonly string[]): string =>
      new Intl.ListFormat(locale.value, { type: 'conjunction' }).format(words),
    levelOf: (level: number): SkillLevel => levels[level - 1] ?? 'discovering',
  }
}
