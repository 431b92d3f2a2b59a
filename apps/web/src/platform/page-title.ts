import { onScopeDispose, ref, toValue, watchEffect, type MaybeRefOrGetter } from 'vue'

const own = ref<string>()

/** For pages named after what they show (a season, a team); others name themselves by `meta.titleKey`. */
export function usePageTitle(title: MaybeRefOrGetter<string | undefined>): void {
  watchEffect(() => {
    own.value = toValue(title)
  })
  onScopeDispose(() => {
    own.value = undefined
  })
}

export { own as ownPageTitle }
