/** A device may refuse to keep anything (private browsing, no space left): whoever typed it must be told. */
export function keep(key: string, value: unknown): boolean {
  try {
    localStorage.setItem(key, JSON.stringify(value))
    return true
  } catch {
    return false
  }
}

export function kept<T>(key: string): T | undefined {
  try {
    const text = localStorage.getItem(key)
    return text === null ? undefined : (JSON.parse(text) as T)
  } catch {
    return undefined
  }
}

/** Everything kept under names that begin so. */
export function keptUnder(prefix: string): { key: string; value: unknown }[] {
  try {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(prefix))
    return keys.map((key) => ({ key, value: kept(key) }))
  } catch {
    return []
  }
}

export const forget = (key: string): void => localStorage.removeItem(key)
