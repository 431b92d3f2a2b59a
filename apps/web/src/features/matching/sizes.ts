export interface Size {
  min: number
  max: number
}
type OwnSize = { projectId: string; min: number | null; max: number | null }

/** One person less or more than an even share. */
export function usualSizes(people: number, projects: number): Size {
  const share = people / Math.max(1, projects)
  const min = Math.min(50, Math.max(1, Math.floor(share) - 1))
  return { min, max: Math.min(50, Math.max(min, Math.ceil(share) + 1)) }
}

/** What a project asks for itself, with the usual size for what it leaves open; one bound of its own may push the other. */
export function sizeWith(usual: Size, own: OwnSize): Size {
  const min = own.min ?? Math.min(usual.min, own.max ?? usual.min)
  return { min, max: own.max ?? Math.max(usual.max, min) }
}

type Fit = { kind: 'fits' } | { kind: 'projects_closed' | 'people_out'; count: number }

/** What counting heads alone says of the sizes of each project, before anything is searched. */
export function fitOf(sizes: readonly Size[], people: number): Fit {
  let missing = people
  const open = sizes.toSorted((one, other) => one.min - other.min).filter(({ min }) => (missing -= min) >= 0).length
  if (open < sizes.length) return { kind: 'projects_closed', count: sizes.length - open }
  const places = sizes.reduce((sum, { max }) => sum + max, 0)
  return places < people ? { kind: 'people_out', count: people - places } : { kind: 'fits' }
}
