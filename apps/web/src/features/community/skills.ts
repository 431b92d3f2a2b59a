import { skillFamilies } from '@essor/contracts'
import { computed } from 'vue'
import { useI18n } from 'vue-i18n'

export type NamedSkill = { code: string; name: string }
export type NamedFamily = NamedSkill & { skills: NamedSkill[] }
export type OwnedSkill = { skill: string; level: number }

export const LEVELS = [1, 2, 3, 4] as const
const levelKeys = { 1: 'discovering', 2: 'practising', 3: 'confirmed', 4: 'expert' } as const

/** The taxonomy in the person's language; it ships with the app, so that choosing skills needs no network. */
export function useSkills() {
  const { t, locale } = useI18n({ useScope: 'global' })
  const families = computed<NamedFamily[]>(() => {
    const named = ({ code, fr, en }: { code: string; fr: string; en: string }) => ({
      code,
      name: locale.value === 'en' ? en : fr,
    })
    return skillFamilies.map((family) => ({ ...named(family), skills: family.skills.map(named) }))
  })
  const names = computed(
    () => new Map(families.value.flatMap(({ skills }) => skills.map(({ code, name }) => [code, name]))),
  )
  return {
    families,
    /** A skill in words; the code itself for one that this version does not know yet. */
    skillName: (code: string): string => names.value.get(code) ?? code,
    levelText: (level: number): string =>
      t(`community.levels.${levelKeys[LEVELS.find((known) => known === level) ?? 1]}`),
  }
}

/** Families with those of their skills that hold every word asked for, in their own name or their family's. */
export function searchSkills(families: readonly NamedFamily[], asked: string): NamedFamily[] {
  const words = plain(asked).split(/\s+/).filter(Boolean)
  return families
    .map((family) => ({
      ...family,
      skills: family.skills.filter(({ name }) => {
        const text = `${plain(family.name)} ${plain(name)}`
        return words.every((word) => text.includes(word))
      }),
    }))
    .filter(({ skills }) => skills.length > 0)
}

/** People type without accents on a phone. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'").toLowerCase()
