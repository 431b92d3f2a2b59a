import { useQueryCache } from '@pinia/colada'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Schema } from '@essor/api-client'
import { api } from './api.ts'
import { ProblemError } from './problem.ts'

/** A role held somewhere; `scopeId` is null for the whole network. */
export type Grant = Schema<'Grant'>
const organising: readonly Grant['role'][] = ['network_admin', 'delegation_admin', 'organiser']
export type Me = Schema<'Me'>

/** Who is here, asked once per visit. Roles only decide what is shown: the server decides what is allowed. */
export const useSession = defineStore('session', () => {
  const me = ref<Me | null>(null)
  const queries = useQueryCache()
  let asked: Promise<void> | undefined

  const signedIn = computed(() => me.value !== null)
  const grants = computed(() => me.value?.grants ?? [])
  const organises = computed(() => grants.value.some(({ role }) => organising.includes(role)))

  /** Asks the server once; a failure other than "not signed in" is thrown, and the next call asks again. */
  function load(): Promise<void> {
    asked ??= ask().catch((error: unknown) => {
      asked = undefined
      throw error
    })
    return asked
  }

  /** After signing in, or when a role was granted. */
  function reload(): Promise<void> {
    asked = undefined
    return load()
  }

  async function signOut(): Promise<void> {
    await api.delete('/api/v1/session')
    become(null)
  }

  function holds(role: Grant['role'], scopeId?: string): boolean {
    return grants.value.some((grant) => grant.role === role && (scopeId === undefined || grant.scopeId === scopeId))
  }

  async function ask(): Promise<void> {
    try {
      become(await api.get('/api/v1/me'))
    } catch (error) {
      if (!(error instanceof ProblemError) || error.problem.status !== 401) throw error
      become(null)
    }
  }

  /** Several people may use one screen: nobody sees what was asked as the one before. */
  function become(next: Me | null): void {
    if (me.value && me.value.id !== next?.id) for (const entry of queries.getEntries()) queries.remove(entry)
    me.value = next
  }

  return { me, grants, signedIn, organises, load, reload, signOut, holds }
})
