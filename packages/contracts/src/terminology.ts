import type { Terminology } from './seasons.ts'

/** The words of a season, each with its plural: `{ team: 'tablée', teams: 'tablées', … }`. */
export type SeasonWords = Record<keyof Terminology, string>

/** What follows these belongs to the noun and does not change with it: « maison de quartier », « soirée en ligne ». */
const link = /^(?:de|du|des|d['’].*|à|au|aux|en|l['’].*|la|le|les|pour|par|sur|sous|avec|sans|hors)$/i

/**
 * The usual French plural of a word or a few: « voisin·e » gives « voisin·es », « maison de quartier » « maisons de
 * quartier », « journée solidaire » « journées solidaires ». An organiser may write another one.
 */
export function pluralOf(words: string): string {
  const parts = words.split(/\s+/)
  const end = parts.findIndex((part, position) => position > 0 && link.test(part))
  return parts.map((part, position) => (end === -1 || position < end ? pluralOfOne(part) : part)).join(' ')
}

const unusual = new Set(['bal', 'carnaval', 'festival', 'récital', 'régal', 'bleu', 'pneu', 'landau'])

function pluralOfOne(word: string): string {
  if (/[sxz]$/i.test(word)) return word
  if (unusual.has(word.toLowerCase())) return `${word}s`
  if (/(?:eau|au|eu)$/i.test(word)) return `${word}x`
  if (/al$/i.test(word)) return `${word.slice(0, -2)}aux`
  return `${word}s`
}

/** Seasons made before plurals could be written have none, and most never need any. */
export const wordsOf = ({ event, team, structure, participant, ...plurals }: Terminology): SeasonWords => ({
  event,
  team,
  structure,
  participant,
  events: plurals.events || pluralOf(event),
  teams: plurals.teams || pluralOf(team),
  structures: plurals.structures || pluralOf(structure),
  participants: plurals.participants || pluralOf(participant),
})
