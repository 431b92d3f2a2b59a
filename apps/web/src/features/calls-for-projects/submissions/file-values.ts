import { CompleteFile } from '@essor/contracts'
import type { SubmissionFile } from '../calls.queries.ts'

/** Just the file of a submission, to be edited. */
export const fileOf = ({
  title,
  structure,
  summary,
  framing,
  wantedSkills,
  answers,
}: SubmissionFile): SubmissionFile => ({
  title,
  structure,
  summary,
  framing: { ...framing },
  wantedSkills: wantedSkills.map((wanted) => ({ ...wanted })),
  answers: { ...answers },
})

/** Every answer that submitting needs; the form counts them. */
export const answerPaths = [
  'title',
  'structure',
  'summary',
  'framing.problem',
  'framing.beneficiaries',
  'framing.users',
  'framing.payers',
  'framing.benefit',
  'framing.deliverable',
  'wantedSkills',
] as const

/** By the same schema as the server's. */
export function missingAnswers(file: SubmissionFile): string[] {
  const paths = CompleteFile.safeParse(file).error?.issues.map(({ path }) => path.join('.')) ?? []
  return answerPaths.filter((answer) => paths.some((path) => path === answer || path.startsWith(`${answer}.`)))
}
