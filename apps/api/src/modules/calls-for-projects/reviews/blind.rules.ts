import type { Answers } from '@essor/contracts'

interface Phase {
  blind: boolean
  blindLiftedAt: Date | null
}

/** Reviewers of the call do not see whose files they read. */
export const blindPhaseLasts = ({ blind, blindLiftedAt }: Phase): boolean => blind && !blindLiftedAt

interface Telling {
  structure: string
  answers: Answers
}

/** Without what says whose file it is: the structure, and answers to questions that identify. The rest is its holder's own words. */
export const withoutIdentity = <File extends Telling>(file: File, identifying: ReadonlySet<string>): File => ({
  ...file,
  structure: '',
  answers: Object.fromEntries(Object.entries(file.answers).filter(([question]) => !identifying.has(question))),
})
