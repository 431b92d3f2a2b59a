import { randomUUID } from 'node:crypto'
import type { Schema } from '@essor/api-client'
import type { Team } from './play-opening.ts'
import { done } from './stage.ts'

type Question = Schema<'Question'>

const common = () => ({ id: randomUUID(), help: '', required: false, identifying: false, condition: null })

/** The call asks a few questions of its own. Nobody has to answer them. */
export async function playForm({ organiser: { client } }: Team, callId: string): Promise<void> {
  const association = { id: randomUUID(), label: 'Une association' }
  const others = ['Un collectif d’habitants', 'Une école ou un centre social'].map((label) => ({
    id: randomUUID(),
    label,
  }))
  const kind: Question = { ...common(), kind: 'choice', label: 'Vous êtes…', options: [association, ...others] }
  const questions: Question[] = [
    kind,
    {
      ...common(),
      kind: 'rna',
      label: 'Numéro RNA de l’association',
      help: 'Il commence par W, sur le récépissé de la préfecture.',
      identifying: true,
      condition: { match: 'all', tests: [{ question: kind.id, test: 'equals', value: association.id }] },
    },
    { ...common(), kind: 'address', label: 'Où se passera le projet ?', identifying: true },
    { ...common(), kind: 'money', label: 'Budget dont vous disposez déjà', min: 0, max: null },
    {
      ...common(),
      kind: 'file',
      label: 'Un document qui aide à comprendre',
      types: ['application/pdf', 'image/jpeg', 'image/png'],
      maxBytes: 10 * 1024 * 1024,
    },
  ]
  const path = { callId }
  const { version } = done(
    await client.PUT('/api/v1/calls/{callId}/form', {
      params: { path, header: { 'If-Match': '"0"' } },
      body: { sections: [{ id: randomUUID(), title: 'Pour mieux vous connaître', text: '', questions }] },
    }),
  )
  done(
    await client.POST('/api/v1/calls/{callId}/form/publish', {
      params: { path, header: { 'If-Match': `"${version}"` } },
    }),
  )
}
