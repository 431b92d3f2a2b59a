import ui from '@nuxt/ui/vue-plugin'
import { PiniaColada } from '@pinia/colada'
import { createPinia } from 'pinia'
import { createApp } from 'vue'
import { createWebHistory } from 'vue-router'
import App from './App.vue'
import { createEssorI18n } from './platform/i18n.ts'
import { navigationKey, navigationOf } from './platform/navigation.ts'
import { useSession } from './platform/session.ts'
import { createEssorRouter, features } from './router.ts'
import './styles/main.css'

const app = createApp(App)
app.use(createPinia())
app.use(PiniaColada, { queryOptions: { staleTime: 15_000 } })
app.use(createEssorI18n())
app.use(ui)
app.provide(navigationKey, navigationOf(features))
app.use(createEssorRouter({ history: createWebHistory(), session: useSession() }))
app.mount('#app')
