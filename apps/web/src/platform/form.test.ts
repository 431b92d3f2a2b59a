import userEvent from '@testing-library/user-event'
import { screen, waitFor } from '@testing-library/vue'
import { defineComponent } from 'vue'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { renderAt } from '../../test/render.ts'
import { aProblem, stubServer } from '../../test/server.ts'
import FormFailure from '../ui/FormFailure.vue'
import FormField from '../ui/FormField.vue'
import { api } from './api.ts'
import { useForm } from './form.ts'
import type { FeatureRoutes } from './navigation.ts'

const ProjectForm = defineComponent({
  components: { FormField, FormFailure },
  setup() {
    const form = useForm({
      initial: { name: '', need: { summary: '' } },
      schema: z.object({ name: z.string().min(3), need: z.object({ summary: z.string().min(1) }) }),
      // Any address does: the form does not look at it.
      submit: (values, { idempotencyKey }) => api.post('/projects' as never, values as never, { idempotencyKey }),
    })
    return { form }
  },
  template: `
    <h1>Projet</h1>
    <form novalidate @submit="form.onSubmit">
      <FormField :form="form" name="name" label="Nom"><input id="n" v-model="form.values.name" aria-label="Nom" /></FormField>
      <FormField :form="form" name="need.summary" label="Besoin"><input id="s" v-model="form.values.need.summary" aria-label="Besoin" /></FormField>
      <FormFailure :failure="form.failure" />
      <button type="submit">Envoyer</button>
      <p>{{ form.dirty ? 'non enregistré' : 'enregistré' }}</p>
    </form>`,
})

const feature: FeatureRoutes = {
  routes: [{ path: '/projet', name: 'project', component: ProjectForm, meta: { space: 'public' } }],
}

async function open(answers: Parameters<typeof stubServer>[0] = {}) {
  const server = stubServer(answers)
  const view = await renderAt('/projet', { more: [feature] })
  const person = userEvent.setup()
  return {
    ...view,
    server,
    person,
    name: screen.getByLabelText<HTMLInputElement>('Nom'),
    need: screen.getByLabelText<HTMLInputElement>('Besoin'),
  }
}
const send = () => screen.getByRole('button', { name: 'Envoyer' })

describe('a form', () => {
  it('says what to do beside each field, goes to the first, and sends nothing', async () => {
    const { person, server, name } = await open()

    await person.click(send())

    expect(screen.getAllByText('Remplissez ce champ.')).toHaveLength(2)
    await waitFor(() => expect(document.activeElement).toBe(name))
    expect(server.callsTo('POST', '/projects')).toEqual([])
  })

  it('forgives a field as soon as it is mended, and only that one', async () => {
    const { person, name } = await open()
    await person.click(send())

    await person.type(name, 'ab')
    expect(screen.getByText('Écrivez au moins 3 caractères.')).toBeTruthy()
    await person.type(name, 'c')

    expect(screen.queryByText('Écrivez au moins 3 caractères.')).toBeNull()
    expect(screen.getAllByText('Remplissez ce champ.')).toHaveLength(1)
  })

  it('puts the refusals of the server beside their fields and keeps what was typed', async () => {
    const refused = aProblem(422, 'invalid_input', {
      errors: [{ path: 'need.summary', message: 'Trop vague.', code: 'vague' }],
    })
    const { person, name, need } = await open({ 'POST /projects': refused })
    await person.type(name, 'Jardin')
    await person.type(need, 'Terre')

    await person.click(send())

    expect(await screen.findByText('Trop vague.')).toBeTruthy()
    await waitFor(() => expect(document.activeElement).toBe(need))
    expect([name.value, need.value]).toEqual(['Jardin', 'Terre'])
    expect(screen.queryByRole('alert')).toBeNull()
  })

  it('does not keep silent about a field that it does not show', async () => {
    const refused = aProblem(422, 'invalid_input', {
      errors: [{ path: 'seasonId', message: 'No such season.', code: 'unknown' }],
    })
    const { person, name, need } = await open({ 'POST /projects': refused })
    await person.type(name, 'Jardin')
    await person.type(need, 'Terre')

    await person.click(send())

    expect((await screen.findByRole('alert')).textContent).toContain('Certains champs sont à corriger.')
  })

  it('sends once when clicked twice', async () => {
    const { person, name, need, server } = await open({ 'POST /projects': 'silent' })
    await person.type(name, 'Jardin')
    await person.type(need, 'Terre')

    await person.dblClick(send())

    expect(server.callsTo('POST', '/projects')).toHaveLength(1)
  })

  it('tries again under the same key after a cut, and under another once something was changed', async () => {
    const { person, name, need, server } = await open({ 'POST /projects': 'unreachable' })
    await person.type(name, 'Jardin')
    await person.type(need, 'Terre')
    const keys = () => server.callsTo('POST', '/projects').map(({ headers }) => headers['idempotency-key'])

    await person.click(send())
    await screen.findByRole('alert')
    await person.click(send())
    await waitFor(() => expect(keys()).toHaveLength(2))
    await screen.findByRole('alert')
    await person.type(name, ' partagé')
    await person.click(send())
    await waitFor(() => expect(keys()).toHaveLength(3))

    expect([keys()[0] === keys()[1], keys()[1] === keys()[2]]).toEqual([true, false])
  })

  it('asks before unsaved work is left, inside the app and out of it', async () => {
    const { person, name, router } = await open()
    await person.type(name, 'Jardin')

    const leaving = new Event('beforeunload', { cancelable: true })
    window.dispatchEvent(leaving)
    expect(leaving.defaultPrevented).toBe(true)

    const moved = router.push('/connexion')
    await person.click(await screen.findByRole('button', { name: 'Rester ici' }))
    await moved
    expect([router.currentRoute.value.name, name.value]).toEqual(['project', 'Jardin'])
  })

  it('lets go of what is saved', async () => {
    const { person, name, need, router } = await open({ 'POST /projects': { status: 201, body: {} } })
    await person.type(name, 'Jardin')
    await person.type(need, 'Terre')
    expect(screen.getByText('non enregistré')).toBeTruthy()

    await person.click(send())
    expect(await screen.findByText('enregistré')).toBeTruthy()
    await router.push('/connexion')

    expect(router.currentRoute.value.name).toBe('sign-in')
  })
})
