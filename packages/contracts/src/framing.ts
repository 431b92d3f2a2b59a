import { z } from 'zod'
import { Id, Instant, PageQuery, text } from './platform.ts'

/** Is the need met once the project ends (`bounded`), or does something begin that must then live on (`long_running`)? */
export const ProjectHorizon = z.enum(['bounded', 'long_running']).meta({ id: 'ProjectHorizon' })
export type ProjectHorizon = z.output<typeof ProjectHorizon>

/** The need as its holder frames it. With `min` 0, a draft: anything may be missing. */
export const framing = <Horizon extends z.ZodType>(min: number, horizon: Horizon) =>
  z.object({
    /** What is wrong today. */
    problem: text(3000, min),
    /** How we know: figures, what people said, what was tried. */
    evidence: text(2000, min),
    /** Who lives better thanks to it, who handles it, who pays: three different questions. */
    beneficiaries: text(2000, min),
    users: text(2000, min),
    payers: text(2000, min),
    /** What society gains. */
    benefit: text(2000, min),
    horizon,
    /** What can be done in the time given. */
    withinTime: text(2000, min),
    /** What should exist at the end of the season. */
    deliverable: text(2000, min),
  })

export const storedFraming = z.object({
  problem: z.string(),
  evidence: z.string(),
  beneficiaries: z.string(),
  users: z.string(),
  payers: z.string(),
  benefit: z.string(),
  horizon: ProjectHorizon.nullable(),
  withinTime: z.string(),
  deliverable: z.string(),
})

export const framingExample = {
  problem: 'Les 200 foyers de la résidence n’ont aucun lieu commun, et beaucoup de personnes âgées ne sortent plus.',
  evidence: '140 foyers nous l’ont dit dans une enquête au porte-à-porte ; la salle commune a fermé en 2022.',
  beneficiaries: 'Les habitants, surtout les personnes âgées et les enfants.',
  users: 'Une vingtaine de jardiniers bénévoles.',
  payers: 'Le bailleur, et la ville pour l’eau.',
  benefit: 'Moins d’isolement, des légumes frais.',
  horizon: 'long_running' as const,
  withinTime: 'Dessiner le jardin avec les habitants et préparer la première parcelle.',
  deliverable: 'Un plan, un budget et une première parcelle.',
}

export const emptyFraming: z.output<typeof storedFraming> = {
  problem: '',
  evidence: '',
  beneficiaries: '',
  users: '',
  payers: '',
  benefit: '',
  horizon: null,
  withinTime: '',
  deliverable: '',
}

/** Every question of the canvas, by the path of its answer in the file, in the order in which they are asked. */
export const canvasPaths = [
  'title',
  'structure',
  'summary',
  'framing.problem',
  'framing.evidence',
  'framing.beneficiaries',
  'framing.users',
  'framing.payers',
  'framing.benefit',
  'framing.horizon',
  'framing.withinTime',
  'framing.deliverable',
  'wantedSkills',
] as const

/** `other`: the whole file, or a question that the call asks itself. */
export const FramingTopic = z.enum([...canvasPaths, 'other']).meta({ id: 'FramingTopic' })
export type FramingTopic = z.output<typeof FramingTopic>

const draftExample = {
  about: 'framing.payers',
  text: 'Nous n’avons pas encore de financeur : que faut-il écrire ici ?',
}

/** What a holder asks the organisers about one question of the canvas. */
export const FramingQuestionDraft = z
  .object({ about: FramingTopic, text: text(1500) })
  .meta({ id: 'FramingQuestionDraft', examples: [draftExample] })

export const FramingAnswer = z.object({ text: text(3000) }).meta({
  id: 'FramingAnswer',
  examples: [{ text: 'Dites simplement qui pourrait payer, et ce qu’il reste à trouver.' }],
})

const questionExample = {
  id: '0198a1c2-0000-7000-8000-0000000000f1',
  submissionId: '0198a1c2-0000-7000-8000-0000000000c1',
  ...draftExample,
  askedByName: 'Brigitte Lenoir',
  createdAt: '2026-10-21T09:00:00.000Z',
  answer: '',
  answeredByName: null,
  answeredAt: null,
}

export const FramingQuestion = z
  .object({
    id: Id,
    submissionId: Id,
    about: FramingTopic,
    text: z.string(),
    askedByName: z.string(),
    createdAt: Instant,
    /** Empty until an organiser answers. */
    answer: z.string(),
    answeredByName: z.string().nullable(),
    answeredAt: Instant.nullable(),
  })
  .meta({ id: 'FramingQuestion', examples: [questionExample] })

/**
 * As organisers read it: `written` is what stood under that question when help was asked, for they do not see drafts.
 * Of a restricted file they read the question alone: `title` and `written` are then empty.
 */
export const SeasonFramingQuestion = FramingQuestion.extend({
  callId: Id,
  callTitle: z.string(),
  restricted: z.boolean(),
  title: z.string(),
  written: z.string(),
}).meta({
  id: 'SeasonFramingQuestion',
  examples: [
    {
      ...questionExample,
      callId: '0198a1c2-0000-7000-8000-00000000000a',
      callTitle: 'Appel à projets 2026',
      restricted: false,
      title: 'Un jardin pour la résidence',
      written: 'Le bailleur, peut-être.',
    },
  ],
})

/** Without `state`: all, newest first. */
export const FramingQuestionQuery = PageQuery.extend({ state: z.enum(['waiting', 'answered']).optional() })
