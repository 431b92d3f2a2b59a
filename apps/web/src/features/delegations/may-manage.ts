import { computed, toValue, type MaybeRefOrGetter } from 'vue'
import { useSession } from '../../platform/session.ts'

/** Whether to show what only an admin of this delegation may do; the server decides in the end. */
export function useMayManage(delegationId: MaybeRefOrGetter<string>) {
  const session = useSession()
  return computed(() => session.holds('network_admin') || session.holds('delegation_admin', toValue(delegationId)))
}
