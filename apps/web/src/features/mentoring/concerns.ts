import { useQuery } from '@pinia/colada'
import { computed } from 'vue'
import { concernedBy } from '../../platform/concern.ts'
import { myMentoringQuery, myTeamsQuery } from './mentoring.queries.ts'

/** Those who may ask, and those who answer. */
export function useHasHelp() {
  const asks = concernedBy(useQuery(myTeamsQuery), (teams) => teams.length > 0)
  const answers = concernedBy(useQuery(myMentoringQuery), (seasons) => seasons.length > 0)
  return computed(() => asks.value || answers.value)
}
