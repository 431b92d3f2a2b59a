import type { Schema } from '@essor/api-client'
import { inject, type Component, type InjectionKey, type Ref } from 'vue'
import type { RouteLocationRaw, RouteRecordRaw } from 'vue-router'

/** A line of a space's menu. Console entries whose route has `:seasonId` show within a season only, under their part of it. */
export type NavEntry = {
  to: string
  labelKey: string
  icon: string
  order: number
  part?: SeasonPart
  concerns?: Concern
}

/** The parts of a season's menu in the console, in the order in which they are shown. */
export const SEASON_PARTS = ['season', 'people', 'projects', 'jury', 'accounts'] as const
export type SeasonPart = (typeof SEASON_PARTS)[number]

/** Whether an entry of the own space is this person's business; asked in a setup. Without it, it is everybody's. */
export type Concern = () => Readonly<Ref<boolean>>

/** A part of a season's public page: gets the season (`Schema<'PublicSeason'>`) as the prop `season`. */
export type PublicSeasonSection = { component: Component; order: number }

/** How a code of `/me/next` is told: the text gets {title} and {season}. */
export type NextThingText = { labelKey: string; to: (thing: Schema<'NextThing'>) => RouteLocationRaw }

/** How a code of a season's attention list is told: the text gets {count}, and may have a singular. */
export type AttentionText = { labelKey: string; to: (seasonId: string) => RouteLocationRaw }

/** What a feature's `routes.ts` may export. */
export type FeatureRoutes = {
  routes: RouteRecordRaw[]
  ownEntries?: NavEntry[]
  consoleEntries?: NavEntry[]
  /** Says which season the console is in; shown in its header. One feature gives it. */
  consoleBanner?: Component
  publicSeasonSections?: PublicSeasonSection[]
  nextThings?: Record<string, NextThingText>
  attentionThings?: Record<string, AttentionText>
}

export type Navigation = {
  own: NavEntry[]
  console: NavEntry[]
  consoleBanner?: Component
  publicSeasonSections: PublicSeasonSection[]
  nextThings: Record<string, NextThingText>
  attentionThings: Record<string, AttentionText>
}

export const navigationKey: InjectionKey<Navigation> = Symbol('navigation')

export function navigationOf(features: readonly FeatureRoutes[]): Navigation {
  const sorted = <Entry extends { order: number }>(entries: Entry[]) => entries.toSorted((a, b) => a.order - b.order)
  return {
    own: sorted(features.flatMap(({ ownEntries = [] }) => ownEntries)),
    console: sorted(features.flatMap(({ consoleEntries = [] }) => consoleEntries)),
    consoleBanner: features.find(({ consoleBanner }) => consoleBanner)?.consoleBanner,
    publicSeasonSections: sorted(features.flatMap(({ publicSeasonSections = [] }) => publicSeasonSections)),
    nextThings: Object.assign({}, ...features.map(({ nextThings }) => nextThings)) as Navigation['nextThings'],
    attentionThings: Object.assign(
      {},
      ...features.map(({ attentionThings }) => attentionThings),
    ) as Navigation['attentionThings'],
  }
}

export function useNavigation(): Navigation {
  return inject(navigationKey, () => navigationOf([]), true)
}
