import type { Submission } from '../submissions/submissions.repository.ts'

type Words = Pick<
  Submission,
  'id' | 'confidentiality' | 'title' | 'structure' | 'summary' | 'publicTitle' | 'publicSummary'
>

/** Six letters and digits by which holders know a file without a word of what it is about. */
export const referenceOf = ({ id }: { id: string }): string => id.slice(-6).toUpperCase()

/** What mails call a file: they are read on shared screens and in shared mailboxes. */
export const titleInMails = (submission: Pick<Words, 'id' | 'confidentiality' | 'title'>): string =>
  submission.confidentiality === 'restricted' ? `dossier ${referenceOf(submission)}` : submission.title

/** What the season learns of a project. */
export const projectWords = (submission: Words): { title: string; structure: string; summary: string } =>
  submission.confidentiality === 'restricted'
    ? {
        title: submission.publicTitle || 'Projet accompagné en confidence',
        structure: 'En confidence',
        summary: submission.publicSummary,
      }
    : { title: submission.title, structure: submission.structure, summary: submission.summary }
