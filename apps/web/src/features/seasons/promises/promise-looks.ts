import type { StatusTone } from '../../../ui/StatusBadge.vue'
import type { PromiseStatus } from './promises.queries.ts'

export const statusTones: Record<PromiseStatus, StatusTone> = {
  promised: 'progress',
  asked: 'attention',
  renewed: 'good',
  released: 'good',
  withdrawn: 'neutral',
}
