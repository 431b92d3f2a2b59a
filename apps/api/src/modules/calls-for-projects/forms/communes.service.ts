import { answerTo, questionsOf, type Answers, type Commune, type FormSection } from '@essor/contracts'
import type { FieldError } from '../../../platform/errors.ts'
import { asCompared, communes } from './communes.ts'

const most = 20

/** At most 20: those called exactly so first, then the largest. */
export async function searchCommunes({
  search,
  departement,
}: {
  search: string
  departement?: string | undefined
}): Promise<Commune[]> {
  const looked = asCompared(search)
  if (looked === '') return []
  const isPostcode = /^\d+$/.test(looked)
  const found = [...(await communes()).values()].filter(
    ({ commune, names }) =>
      (!departement || commune.departement.code === departement) &&
      (isPostcode
        ? commune.postcodes.some((postcode) => postcode.startsWith(looked))
        : names.some((name) => name.startsWith(looked))),
  )
  const exact = (names: string[]) => (names.includes(looked) ? 0 : 1)
  return found
    .toSorted((one, other) => exact(one.names) - exact(other.names) || other.population - one.population)
    .slice(0, most)
    .map(({ commune }) => commune)
}

/** Addresses whose commune is not in the official list, or is not in the département that stands beside it. */
export async function communeErrors(sections: readonly FormSection[], answers: Answers): Promise<FieldError[]> {
  const errors: FieldError[] = []
  for (const { id, kind } of questionsOf(sections)) {
    const address = kind === 'address' ? answerTo(answers, id) : undefined
    if (typeof address !== 'object' || address === null || !('commune' in address) || !address.commune) continue
    const entry = (await communes()).get(address.commune)
    if (!entry || entry.commune.departement.code !== address.departement || entry.commune.name !== address.communeName)
      errors.push({
        path: `answers.${id}.commune`,
        code: 'answer_commune',
        message: 'Choose a commune of the official list, with its name and département as they stand there.',
      })
  }
  return errors
}
