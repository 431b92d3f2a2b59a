import { computed, type Ref } from 'vue'

type Reading<Answer> = { data: Readonly<Ref<Answer | undefined>>; error: Readonly<Ref<unknown>> }

/** A page shows in the menu once what was read says so; a reading that failed must not hide the way to it. */
export function concernedBy<Answer>({ data, error }: Reading<Answer>, concerns: (answer: Answer) => boolean) {
  return computed(() => (data.value === undefined ? Boolean(error.value) : concerns(data.value)))
}
