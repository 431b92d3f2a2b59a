/** The sentence for a level of the skills: 1 discovering … 4 expert. */
export function skillLevelKey(level: number): string {
  if (level <= 1) return 'skills.levels.discovering'
  if (level === 2) return 'skills.levels.practising'
  return level === 3 ? 'skills.levels.confirmed' : 'skills.levels.expert'
}
