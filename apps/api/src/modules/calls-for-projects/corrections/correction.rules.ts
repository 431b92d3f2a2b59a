import type { FileChange, SubmissionFile } from '@essor/contracts'
import { AppError } from '../../../platform/errors.ts'
import { sameJson } from '../../../platform/same-json.ts'

/** All that holders can change of a file. */
export interface FileCopy {
  title: string
  structure: string
  summary: string
  framing: SubmissionFile['framing']
  wantedSkills: SubmissionFile['wantedSkills']
  answers: SubmissionFile['answers']
  formVersion: number | null
}

export const copyOf = ({
  title,
  structure,
  summary,
  framing,
  wantedSkills,
  answers,
  formVersion,
}: FileCopy): FileCopy => ({
  title,
  structure,
  summary,
  framing,
  wantedSkills,
  answers,
  formVersion,
})

/** Each part by the name that a correction calls it by. */
const partsOf = ({ title, structure, summary, framing, wantedSkills, answers }: FileCopy): Map<string, unknown> =>
  new Map<string, unknown>([
    ['title', title],
    ['structure', structure],
    ['summary', summary],
    ...Object.entries(framing).map(([name, value]) => [`framing.${name}`, value] as const),
    ['wantedSkills', wantedSkills],
    ...Object.entries(answers).map(([question, value]) => [`answers.${question}`, value] as const),
  ])

/** The parts that are no longer what they were; null stands for what was not there. `labels` is by question id. */
export function changesBetween(before: FileCopy, after: FileCopy, labels: ReadonlyMap<string, string>): FileChange[] {
  const [was, is] = [partsOf(before), partsOf(after)]
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((part) => !sameJson(was.get(part), is.get(part)))
    .map((part) => ({
      part,
      label: labels.get(part.replace('answers.', '')) ?? '',
      before: was.get(part) ?? null,
      after: is.get(part) ?? null,
    }))
}

export function assertAnswerByAhead(answerBy: Date, now: Date): void {
  if (answerBy > now) return
  throw new AppError('invalid_input', 'The holder needs time to answer.', [
    { path: 'answerBy.day', message: 'Choose a moment that is still to come.', code: 'past' },
  ])
}

/** To the end of the moment that the mail said; afterwards organisers decide how to go on. */
export function assertStillAnswerable({ answerBy }: { answerBy: Date | null }, now: Date): void {
  if (!answerBy || answerBy < now)
    throw new AppError('correction_over', 'The time to answer this correction has passed.')
}
