import { skillFamilies, visibleQuestions, type Criterion, type FormSection, type Question } from '@essor/contracts'
import type { CsvCell } from '../../../platform/csv/write-csv.ts'
import { weightedScore, standing } from '../reviews/review.rules.ts'
import type { Review } from '../reviews/reviews.repository.ts'
import { answerInWords } from '../submissions/answers.copy.ts'
import type { Submission } from '../submissions/submissions.repository.ts'

export interface ExportedRow {
  submission: Submission
  holders: readonly { name: string; email: string }[]
  /** Those that the asker may see; none where the row is sealed for them. */
  reviews: readonly (Review & { reviewerName: string })[]
  sealed: boolean
}

export interface ExportShape {
  criteria: readonly Criterion[]
  /** The questions of the call's form, over all its versions. */
  questions: readonly Question[]
  sectionsOf: (version: number | null) => readonly FormSection[]
  /** How many reviews the most reviewed submission has. */
  reviewCount: number
  instant: (at: Date) => string
}

const statusLabels: Record<Submission['status'], string> = {
  draft: 'Brouillon',
  submitted: 'Déposé',
  correction_asked: 'Correction demandée',
  under_review: 'En lecture',
  shortlisted: 'Présélectionné',
  accepted: 'Retenu',
  waitlisted: 'Liste d’attente',
  declined: 'Non retenu',
  confirmed: 'Confirmé',
  turned_down: 'Décliné par la structure',
  lapsed: 'Non confirmé à temps',
  withdrawn: 'Retiré',
}
const outcomeLabels = { accepted: 'Retenu', waitlisted: 'Liste d’attente', declined: 'Non retenu' }
const horizonLabels = { bounded: 'Une réponse qui suffit', long_running: 'Le début de quelque chose qui dure' }
const levels = ['découverte', 'pratique', 'confirmé', 'expert']
const skillNames = new Map(skillFamilies.flatMap(({ skills }) => skills.map(({ code, fr }) => [code, fr] as const)))

const fileTitles = [
  'Titre',
  'Structure',
  'Personnes',
  'E-mails',
  'État',
  'Déposé le',
  'En deux phrases',
  'Le problème',
  'Ce qui le montre',
  'Qui en bénéficie',
  'Qui s’en sert',
  'Qui paie',
  'Ce que la société y gagne',
  'Et après ?',
  'Dans le temps donné',
  'Ce qui existera à la fin',
  'Compétences recherchées',
]
const decisionTitles = [
  'Décision',
  'Raison',
  'Note sur 100',
  'Écart',
  'Faisable : oui',
  'Faisable : non',
  'Avis partagés',
]

export const titlesOf = ({ criteria, questions, reviewCount }: ExportShape): string[] => [
  ...fileTitles,
  ...questions.map(({ label }) => label),
  ...decisionTitles,
  ...Array.from({ length: reviewCount }, (_, index) => {
    const of = `Relecture ${index + 1}`
    return [
      `${of} : par`,
      ...criteria.map(({ label, max }) => `${of} : ${label} (sur ${max})`),
      `${of} : note sur 100`,
      `${of} : faisable`,
      `${of} : pourquoi`,
      `${of} : avis`,
    ]
  }).flat(),
]

/** One row for a submission. What is sealed for the asker is left empty, and said to be hidden. */
export function cellsOf({ submission, holders, reviews, sealed }: ExportedRow, shape: ExportShape): CsvCell[] {
  const { framing, wantedSkills, answers, submittedAt } = submission
  const asked = new Set(visibleQuestions(shape.sectionsOf(submission.formVersion), answers).map(({ id }) => id))
  return [
    submission.title,
    submission.structure,
    holders.map(({ name }) => name).join(', '),
    holders.map(({ email }) => email).join(', '),
    statusLabels[submission.status],
    submittedAt ? shape.instant(submittedAt) : '',
    submission.summary,
    framing.problem,
    framing.evidence,
    framing.beneficiaries,
    framing.users,
    framing.payers,
    framing.benefit,
    framing.horizon ? horizonLabels[framing.horizon] : '',
    framing.withinTime,
    framing.deliverable,
    wantedSkills
      .map(({ skill, level, count }) => `${skillNames.get(skill) ?? skill} (${count}, ${levels[level - 1]})`)
      .join(', '),
    ...shape.questions.map((question) => (asked.has(question.id) ? answerInWords(question, answers) : '')),
    ...decisionCells(submission, reviews, sealed, shape.criteria),
    ...Array.from({ length: shape.reviewCount }, (_, index) => reviewCells(reviews[index], shape.criteria)).flat(),
  ]
}

function decisionCells(
  { pendingOutcome, pendingReason, reason }: Submission,
  reviews: ExportedRow['reviews'],
  sealed: boolean,
  criteria: readonly Criterion[],
): CsvCell[] {
  if (sealed) return ['(caché)', ...Array<string>(decisionTitles.length - 1).fill('')]
  const { score, spread, feasible, disagreement } = standing(criteria, reviews)
  return [
    pendingOutcome ? outcomeLabels[pendingOutcome] : '',
    reason || pendingReason,
    score,
    spread,
    feasible.yes,
    feasible.no,
    disagreement ? 'Oui' : '',
  ]
}

function reviewCells(review: ExportedRow['reviews'][number] | undefined, criteria: readonly Criterion[]): CsvCell[] {
  if (!review) return Array<string>(criteria.length + 5).fill('')
  return [
    review.reviewerName,
    ...criteria.map(({ id }) => review.marks[id] ?? null),
    weightedScore(criteria, review.marks),
    review.feasible === null ? '' : review.feasible ? 'Oui' : 'Non',
    review.feasibleReason,
    review.comment,
  ]
}
