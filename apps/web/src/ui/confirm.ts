import { useOverlay } from '@nuxt/ui/composables'
import ConfirmDialog from './ConfirmDialog.vue'

type Question = { title: string; text: string; confirmLabel: string; cancelLabel?: string; tone?: 'plain' | 'danger' }

/** `if (await confirm({ … }))`: true only when the person said yes. */
export function useConfirm() {
  const dialog = useOverlay().create(ConfirmDialog)
  return async (question: Question): Promise<boolean> => (await dialog.open(question).result) === true
}
