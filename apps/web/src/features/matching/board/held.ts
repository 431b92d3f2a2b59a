import type { MoveCost } from '@essor/team-formation/what-if'
import type { InjectionKey, Ref } from 'vue'
import type { Place } from './places.ts'

/** Whoever is held over the board, for the columns: what each place would cost, as it becomes known. */
export const heldKey: InjectionKey<{ carried: Ref<boolean>; costs: ReadonlyMap<Place, MoveCost> }> = Symbol('held')
