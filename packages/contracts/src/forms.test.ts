import { expect, it } from 'vitest'
import { answersToKeep, checkAnswers, visibleQuestions } from './form-answers.ts'
import { answersCarriedOver, checkForm, formChanges } from './form-checks.ts'
import { Answers, FormSection, type Condition, type Question } from './forms.ts'

const id = (number: number) => `0198a1c2-0000-7000-8000-${String(number).padStart(12, '0')}`

type Of<Kind extends Question['kind']> = Extract<Question, { kind: Kind }>

const base = (number: number, over: Partial<Question> = {}) => ({
  id: id(number),
  label: `Question ${number}`,
  help: '',
  required: true,
  identifying: false,
  condition: null,
  ...over,
})
const short = (number: number, over: Partial<Of<'short_text'>> = {}): Question =>
  ({ ...base(number), kind: 'short_text', maxLength: 20, ...over }) as Question
const count = (number: number, over: Partial<Of<'number'>> = {}): Question =>
  ({ ...base(number), kind: 'number', min: 1, max: 100, whole: true, ...over }) as Question
const options = [
  { id: id(901), label: 'Association' },
  { id: id(902), label: 'Entreprise' },
  { id: id(903), label: 'Collectif' },
]
const choice = (number: number, over: Partial<Of<'choice'>> = {}): Question =>
  ({ ...base(number), kind: 'choice', options, ...over }) as Question
const choices = (number: number, over: Partial<Of<'choices'>> = {}): Question =>
  ({ ...base(number), kind: 'choices', options, min: 1, max: 2, ...over }) as Question
const plain = (number: number, kind: 'email' | 'phone' | 'link' | 'siret' | 'rna' | 'consent' | 'address'): Question =>
  ({ ...base(number), kind }) as Question
const when = (number: number, test: object, match: Condition['match'] = 'all'): Condition =>
  ({ match, tests: [{ question: id(number), ...test }] }) as Condition
const form = (...questions: Question[]): FormSection[] => [
  { id: id(999), title: 'Votre structure', text: '', questions },
]
const visible = (sections: FormSection[], answers: Answers) =>
  visibleQuestions(sections, answers).map(({ id: one }) => one)
const wrong = (sections: FormSection[], answers: Answers, complete = true) =>
  checkAnswers(sections, answers, { complete }).map(({ path, code }) => [path, code])

it('asks a question where the answers before it call for it', () => {
  const sections = form(
    choice(1),
    short(2, { condition: when(1, { test: 'equals', value: id(901) }) }),
    short(3, { condition: when(1, { test: 'one_of', values: [id(902), id(903)] }) }),
    count(4, { condition: when(1, { test: 'answered' }) }),
    short(5, { condition: when(4, { test: 'at_least', value: 10 }) }),
    short(6, { condition: when(4, { test: 'less_than', value: 10 }) }),
  )

  expect(visible(sections, {})).toEqual([id(1)])
  expect(visible(sections, { [id(1)]: id(901) })).toEqual([id(1), id(2), id(4)])
  expect(visible(sections, { [id(1)]: id(903), [id(4)]: 10 })).toEqual([id(1), id(3), id(4), id(5)])
  expect(visible(sections, { [id(1)]: id(901), [id(4)]: 9 })).toEqual([id(1), id(2), id(4), id(6)])
})

it('takes the answer to a question that is hidden for none', () => {
  const sections = form(
    plain(1, 'consent'),
    short(2, { condition: when(1, { test: 'equals', value: true }) }),
    short(3, { condition: when(2, { test: 'equals', value: 'OUI' }) }),
  )

  expect(visible(sections, { [id(1)]: true, [id(2)]: ' oui' })).toEqual([id(1), id(2), id(3)])
  expect(visible(sections, { [id(1)]: false, [id(2)]: 'oui' })).toEqual([id(1)])
})

it('wants all of the tests, or any of them', () => {
  const tests = [when(1, { test: 'answered' }).tests[0]!, when(2, { test: 'equals', value: id(902) }).tests[0]!]
  const one = (match: Condition['match']) => form(short(1), choices(2), short(3, { condition: { match, tests } }))
  const answers = { [id(2)]: [id(901), id(902)] }

  expect(visible(one('any'), answers)).toContain(id(3))
  expect(visible(one('all'), answers)).not.toContain(id(3))
})

it('ends, whatever a form says', () => {
  const sections = form(
    short(1, { condition: when(2, { test: 'answered' }) }),
    short(2, { condition: when(1, { test: 'answered' }) }),
    short(3, { condition: when(3, { test: 'answered' }) }),
  )

  expect(visible(sections, { [id(1)]: 'a', [id(2)]: 'b', [id(3)]: 'c' })).toEqual([])
})

it('keeps anything of a draft that could become an answer', () => {
  const sections = form(plain(1, 'siret'), count(2), choice(3), short(4), plain(5, 'consent'))

  expect(
    wrong(sections, { [id(1)]: '73', [id(2)]: -5, [id(3)]: 'ancien choix', [id(4)]: '', [id(5)]: false }, false),
  ).toEqual([])
  expect(wrong(sections, { [id(2)]: 'dix', [id(4)]: 'x'.repeat(21), [id(8)]: 'perdu', [id(1)]: [] }, false)).toEqual([
    [`answers.${id(8)}`, 'question_unknown'],
    [`answers.${id(1)}`, 'invalid_type'],
    [`answers.${id(2)}`, 'invalid_type'],
    [`answers.${id(4)}`, 'answer_too_long'],
  ])
})

const day = { ...base(12), kind: 'date', min: '2026-01-01', max: '2026-12-31' } as Question
const money = { ...base(13), kind: 'money', min: null, max: 500_00 } as Question

it('names each answer that submitting needs otherwise', () => {
  const sections = form(
    short(1),
    count(2),
    choice(3),
    choices(4),
    plain(5, 'email'),
    plain(6, 'phone'),
    plain(7, 'link'),
    plain(8, 'siret'),
    plain(9, 'rna'),
    plain(10, 'consent'),
    plain(11, 'address'),
    day,
    money,
  )
  const address = { street: '', postcode: '8000', commune: '', communeName: '', departement: '' }
  const answers: Answers = {
    [id(1)]: ' ',
    [id(2)]: 1.5,
    [id(3)]: id(777),
    [id(4)]: [id(901), id(902), id(903)],
    [id(5)]: 'a@b',
    [id(6)]: '12',
    [id(7)]: 'javascript:alert(1)',
    [id(8)]: '73282932000075',
    [id(9)]: 'W1',
    [id(10)]: false,
    [id(11)]: address,
    [id(12)]: '2027-01-01',
    [id(13)]: 500_01,
  }

  expect(wrong(sections, answers)).toEqual([
    [`answers.${id(1)}`, 'required'],
    [`answers.${id(2)}`, 'whole'],
    [`answers.${id(3)}`, 'choose'],
    [`answers.${id(4)}`, 'answer_too_many'],
    [`answers.${id(5)}`, 'answer_email'],
    [`answers.${id(6)}`, 'answer_phone'],
    [`answers.${id(7)}`, 'answer_link'],
    [`answers.${id(8)}`, 'answer_siret'],
    [`answers.${id(9)}`, 'answer_rna'],
    [`answers.${id(10)}`, 'required'],
    [`answers.${id(11)}.street`, 'required'],
    [`answers.${id(11)}.postcode`, 'answer_postcode'],
    [`answers.${id(11)}.commune`, 'required'],
    [`answers.${id(12)}`, 'answer_out_of_range'],
    [`answers.${id(13)}`, 'answer_out_of_range'],
  ])
})

it('asks nothing of questions that are hidden, and drops what was answered to them', () => {
  const sections = form(
    choice(1),
    { ...plain(2, 'siret'), condition: when(1, { test: 'equals', value: id(902) }) },
    short(3),
  )
  const answers = { [id(1)]: id(901), [id(2)]: 'faux', [id(3)]: 'Amiens' }

  expect(wrong(sections, answers)).toEqual([])
  expect(answersToKeep(sections, answers)).toEqual({ [id(1)]: id(901), [id(3)]: 'Amiens' })
  expect(answersToKeep(sections, { ...answers, [id(1)]: id(902), [id(2)]: '732 829 320 00074', [id(3)]: '' })).toEqual({
    [id(1)]: id(902),
    [id(2)]: '73282932000074',
  })
})

it('names the questions that wait for each other in a circle', () => {
  const sections = form(
    short(1, { label: 'Qui ?', condition: when(3, { test: 'answered' }) }),
    short(2, { label: 'Où ?', condition: when(1, { test: 'answered' }) }),
    short(3, { label: 'Quand ?', condition: when(2, { test: 'answered' }) }),
    short(4, { label: 'Combien ?', condition: when(4, { test: 'answered' }) }),
  )

  expect(checkForm(sections)).toEqual(
    [0, 1, 2, 3].map((place) => ({
      path: `sections.0.questions.${place}.condition`,
      code: 'form_circle',
      message:
        place === 3
          ? 'These questions wait for each other in a circle: “Combien ?” → “Combien ?”.'
          : 'These questions wait for each other in a circle: “Qui ?” → “Quand ?” → “Où ?” → “Qui ?”.',
    })),
  )
})

it('says what else stands in the way of publishing', () => {
  const codes = (...questions: Question[]) => checkForm(form(...questions)).map(({ path, code }) => [path, code])
  const at = (place: number, rest: string) => `sections.0.questions.${place}.${rest}`

  expect(codes(choice(1), short(2, { condition: when(1, { test: 'equals', value: id(901) }) }))).toEqual([])
  expect(codes()).toEqual([
    ['sections', 'form_empty'],
    ['sections.0', 'form_empty'],
  ])
  expect(codes(short(1, { label: '' }), short(1))).toEqual([
    [at(0, 'label'), 'required'],
    [at(1, 'id'), 'form_id_twice'],
  ])
  expect(codes(short(1, { condition: when(2, { test: 'answered' }) }), short(2))).toEqual([
    [at(0, 'condition.tests.0'), 'form_condition_later'],
  ])
  expect(codes(short(1, { condition: when(7, { test: 'answered' }) }))).toEqual([
    [at(0, 'condition.tests.0'), 'form_condition_unknown'],
  ])
  expect(
    codes(
      short(1),
      choice(2),
      short(3, { condition: when(1, { test: 'at_least', value: 3 }) }),
      short(4, { condition: when(2, { test: 'equals', value: id(777) }) }),
      short(5, { condition: when(2, { test: 'equals', value: 3 }) }),
    ),
  ).toEqual([
    [at(2, 'condition.tests.0'), 'form_condition_value'],
    [at(3, 'condition.tests.0'), 'form_condition_value'],
    [at(4, 'condition.tests.0'), 'form_condition_value'],
  ])
  expect(codes(choice(1, { options: [{ id: id(901), label: '' }] }), count(2, { min: 5, max: 4 }))).toEqual([
    [at(0, 'options'), 'form_options'],
    [at(0, 'options.0.label'), 'required'],
    [at(1, 'max'), 'form_limits'],
  ])
})

it('tells what a version changes, and carries over what still fits', () => {
  const before = form(short(1), choice(2), count(3), short(4))
  const after = form(
    short(1, { label: 'Nouveaux mots' }),
    choice(2, { options: options.slice(1), required: false }),
    short(3),
    short(5),
  )
  const change = (number: number, over: object) => ({
    change: 'changed',
    questionId: id(number),
    label: `Question ${number}`,
    required: true,
    keepsAnswer: true,
    what: [],
    ...over,
  })

  expect(formChanges(before, after)).toEqual([
    change(1, { label: 'Nouveaux mots', what: ['label'] }),
    change(2, { required: false, what: ['required', 'options'] }),
    change(3, { keepsAnswer: false, what: ['kind'] }),
    change(5, { change: 'added' }),
    change(4, { change: 'removed', keepsAnswer: false }),
  ])
  expect(
    formChanges(
      before,
      before.map((section) => ({ ...section, questions: section.questions.toReversed() })),
    ),
  ).toEqual([])
  expect(answersCarriedOver(before, after, { [id(1)]: 'a', [id(2)]: id(901), [id(3)]: 4, [id(4)]: 'd' })).toEqual({
    [id(1)]: 'a',
  })
})

it('reads back each kind of answer, and no others', () => {
  expect(Answers.safeParse({ [id(1)]: { street: 1 } }).success).toBe(false)
  expect(Answers.safeParse({ __proto__x: 'a' }).success).toBe(false)
  expect(Answers.safeParse({ [id(1)]: '<script>alert(1)</script>' }).success).toBe(true)
  expect(Answers.safeParse({ [id(1)]: 'a\u0000b' }).success).toBe(false)
})
