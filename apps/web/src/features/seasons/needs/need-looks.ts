import type { NeedKind } from './needs.queries.ts'

export const needIcons: Record<NeedKind, string> = {
  childcare: 'i-lucide-baby',
  access: 'i-lucide-accessibility',
  diet: 'i-lucide-utensils',
  transport: 'i-lucide-bus',
  device: 'i-lucide-laptop',
}
