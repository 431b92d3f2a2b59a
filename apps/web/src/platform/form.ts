import { computed, nextTick, reactive, ref, toRaw, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { z } from 'zod'
import { newIdempotencyKey } from './api.ts'
import { fieldProblemText, issueText } from './field-texts.ts'
import { useLeavingGuard } from './leaving.ts'
import { ProblemError } from './problem.ts'

type FormOptions<Values extends object, Sent, Answer> = {
  initial: Values
  schema: z.ZodType<Sent>
  /** The key stays the same while a failed sending is tried again, so that the server does it once. */
  submit: (values: Sent, context: { idempotencyKey: string }) => Promise<Answer>
  /** Runs once the form counts as saved: the place to leave the page from. */
  saved?: (answer: Answer) => unknown
  /** False for forms that lose nothing, such as a search or signing in. */
  guardLeaving?: boolean
}

/**
 * The one way to write a form: what was typed stays whatever happens, an error stands beside its field
 * (see `FormField`), a refusal about no field is in `failure`, a second click does nothing.
 */
export function useForm<Values extends object, Sent, Answer = void>(options: FormOptions<Values, Sent, Answer>) {
  const translate = useI18n({ useScope: 'global' })

  const values = reactive(copy(options.initial)) as Values
  const errors = reactive<Record<string, string>>({})
  const failure = ref<unknown>()
  const submitting = ref(false)
  const baseline = ref(JSON.stringify(options.initial))
  const dirty = computed(() => JSON.stringify(values) !== baseline.value)
  let idempotencyKey = newIdempotencyKey()
  let refused: Values | undefined

  if (options.guardLeaving !== false) useLeavingGuard(() => dirty.value)

  watch(values, () => {
    idempotencyKey = newIdempotencyKey()
    if (refused) forgiveChanged(refused)
  })

  async function onSubmit(event?: Event): Promise<void> {
    event?.preventDefault()
    if (submitting.value) return
    const formElement = event?.currentTarget instanceof HTMLElement ? event.currentTarget : document.body
    failure.value = undefined
    const parsed = options.schema.safeParse(toRaw(values))
    replaceErrors(parsed.success ? {} : issuesByPath(parsed.error))
    if (!parsed.success) return focusFirstError(formElement)

    submitting.value = true
    try {
      const answer = await options.submit(parsed.data, { idempotencyKey })
      markSaved()
      await options.saved?.(answer)
    } catch (error) {
      await showRefusal(error, formElement)
    } finally {
      submitting.value = false
    }
  }

  async function showRefusal(error: unknown, formElement: HTMLElement): Promise<void> {
    const fields = error instanceof ProblemError ? (error.problem.errors ?? []) : []
    replaceErrors(Object.fromEntries(fields.map((field) => [field.path, fieldProblemText(translate, field)])))
    // A refusal of a field that this form does not show must not be silent.
    await nextTick()
    const shown = fields.filter(({ path }) => formElement.querySelector(`[data-field="${CSS.escape(path)}"]`))
    if (fields.length === 0 || shown.length < fields.length) failure.value = error
    if (shown.length > 0) await focusFirstError(formElement)
  }

  function replaceErrors(next: Record<string, string>): void {
    for (const path of Object.keys(errors)) delete errors[path]
    Object.assign(errors, next)
    refused = copy(values)
  }

  /** Once refused, a field is looked at again as soon as it is changed, and only that field. */
  function forgiveChanged(before: Values): void {
    const parsed = options.schema.safeParse(toRaw(values))
    const issues = parsed.success ? {} : issuesByPath(parsed.error)
    for (const path of Object.keys(errors)) {
      if (JSON.stringify(at(values, path)) === JSON.stringify(at(before, path))) continue
      if (issues[path]) errors[path] = issues[path]
      else delete errors[path]
    }
  }

  function issuesByPath(error: z.ZodError): Record<string, string> {
    const found: Record<string, string> = {}
    for (const issue of error.issues) found[issue.path.join('.')] ??= sentence(issue)
    return found
  }

  /** An empty field is missing, whatever the format it should have had. */
  function sentence(issue: z.core.$ZodIssue): string {
    const value = at(values, issue.path.join('.'))
    const empty = value === '' || value === null || value === undefined
    return empty && issue.code !== 'custom' ? translate.t('fields.required') : issueText(translate, issue)
  }

  function markSaved(): void {
    baseline.value = JSON.stringify(values)
    idempotencyKey = newIdempotencyKey()
  }

  /** Starts again from `next`, e.g. what the server now holds. */
  function reset(next: Values = options.initial): void {
    Object.assign(values, copy(next))
    baseline.value = JSON.stringify(values)
    failure.value = undefined
    replaceErrors({})
  }

  return reactive({ values, errors, failure, dirty, submitting, onSubmit, reset })
}

export type FormErrors = { errors: Record<string, string> }

async function focusFirstError(formElement: HTMLElement): Promise<void> {
  await nextTick()
  const field = formElement.querySelector('[data-field][data-refused]')
  field?.querySelector<HTMLElement>('input:not([type=hidden]), textarea, select, button, [tabindex]')?.focus()
}

function copy<T>(values: T): T {
  return JSON.parse(JSON.stringify(values)) as T
}

function at(values: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], values)
}
