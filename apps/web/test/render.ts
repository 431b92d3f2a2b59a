import ui from '@nuxt/ui/vue-plugin'
import { PiniaColada } from '@pinia/colada'
import { render } from '@testing-library/vue'
import { createPinia, setActivePinia } from 'pinia'
import { createApp } from 'vue'
import { createMemoryHistory, type RouteRecordRaw } from 'vue-router'
import App from '../src/App.vue'
import { createEssorI18n, type Language } from '../src/platform/i18n.ts'
import { navigationKey, navigationOf, type FeatureRoutes } from '../src/platform/navigation.ts'
import { useSession } from '../src/platform/session.ts'
import { createEssorRouter, features } from '../src/router.ts'

type Options = {
  language?: Language
  /** Pages of the test's own, which then are all that the menus show. */
  more?: FeatureRoutes[]
}

/** The whole app at an address, with everything real but the network: see `stubServer`. */
export async function renderAt(path: string, { language = 'fr', more = [] }: Options = {}) {
  const pinia = createPinia()
  setActivePinia(pinia)
  // As in main.ts, the session begins inside an app; `render` makes another.
  createApp(App).use(pinia).use(PiniaColada, {})
  const all = [...features, ...more]
  const routes: RouteRecordRaw[] = all.flatMap((feature) => feature.routes)
  const router = createEssorRouter({ history: createMemoryHistory(), session: useSession(), routes })
  await router.push(path)
  const view = render(App, {
    global: {
      plugins: [pinia, [PiniaColada, {}], createEssorI18n(language), ui, router],
      provide: { [navigationKey as symbol]: navigationOf(more.length > 0 ? more : all) },
    },
  })
  return { ...view, router }
}
