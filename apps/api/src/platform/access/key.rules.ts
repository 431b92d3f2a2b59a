import type { KeyScope } from '@essor/contracts'

/** The scopes that open an operation, the plainest first: whoever may write may read. */
export function scopesFor(method: string, narrower: KeyScope | undefined): KeyScope[] {
  const general: KeyScope[] = method === 'GET' || method === 'HEAD' ? ['read', 'write'] : ['write']
  return narrower ? [...general, narrower] : general
}

export const opens = (scopes: readonly KeyScope[], method: string, narrower: KeyScope | undefined): boolean =>
  scopesFor(method, narrower).some((scope) => scopes.includes(scope))

/** What stands after `Bearer` where it is a key of Essor; a proxy in front may have put other things there. */
export const keyIn = (authorization: string | undefined): string | undefined =>
  /^bearer +(essor_\S*)\s*$/i.exec(authorization ?? '')?.[1]
