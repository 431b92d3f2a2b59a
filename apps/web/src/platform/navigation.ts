import { inject, type Component, type InjectionKey } from 'vue'
import type { RouteRecordRaw } from 'vue-router'

/** A line of a space's menu. Console entries whose route has `:seasonId` show within a season only. */
export type NavEntry = { to: string; labelKey: string; icon: string; order: number }

/** What a feature's `routes.ts` may export. */
export type FeatureRoutes = {
  routes: RouteRecordRaw[]
  ownEntries?: NavEntry[]
  consoleEntries?: NavEntry[]
  /** Says which season the console is in; shown in its header. One feature gives it. */
  consoleBanner?: Component
}

export type Navigation = { own: NavEntry[]; console: NavEntry[]; consoleBanner?: Component }

export const navigationKey: InjectionKey<Navigation> = Symbol('navigation')

export function navigationOf(features: readonly FeatureRoutes[]): Navigation {
  const sorted = (entries: NavEntry[]) => entries.toSorted((a, b) => a.order - b.order)
  return {
    own: sorted(features.flatMap(({ ownEntries = [] }) => ownEntries)),
    console: sorted(features.flatMap(({ consoleEntries = [] }) => consoleEntries)),
    consoleBanner: features.find(({ consoleBanner }) => consoleBanner)?.consoleBanner,
  }
}

export function useNavigation(): Navigation {
  return inject(navigationKey, { own: [], console: [] })
}
