import { canvasPaths, CompleteFile } from '@essor/contracts'
import type { SubmissionDetails, SubmissionFile } from '../calls.queries.ts'

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

/** The questions of the canvas that submitting still needs; by the same schema as the server's. */
export function missingAnswers(file: SubmissionFile): string[] {
  const paths = CompleteFile.safeParse(file).error?.issues.map(({ path }) => path.join('.')) ?? []
  return canvasPaths.filter((answer) => paths.some((path) => path === answer || path.startsWith(`${answer}.`)))
}

/** May its holders still change the file? */
export const isEditable = ({ writing }: Pick<SubmissionDetails, 'writing'>): boolean => writing.editable !== 'nothing'
