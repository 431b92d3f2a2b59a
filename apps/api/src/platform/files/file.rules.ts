/** What a file is, as its first bytes say. Its name and the type that the sender gives prove nothing. */
export type FileType = 'application/pdf' | 'image/jpeg' | 'image/png' | 'image/webp'

const kinds: Record<FileType, { ending: RegExp; usual: string; begins: (head: Buffer) => boolean }> = {
  'application/pdf': { ending: /\.pdf$/i, usual: '.pdf', begins: (head) => at(head, 0, '%PDF-') },
  'image/jpeg': { ending: /\.jpe?g$/i, usual: '.jpg', begins: (head) => at(head, 0, '\xff\xd8\xff') },
  'image/png': { ending: /\.png$/i, usual: '.png', begins: (head) => at(head, 0, '\x89PNG\r\n\x1a\n') },
  'image/webp': {
    ending: /\.webp$/i,
    usual: '.webp',
    begins: (head) => at(head, 0, 'RIFF') && at(head, 8, 'WEBP'),
  },
}

/** So many bytes tell every type apart. */
export const headBytes = 16

const at = (head: Buffer, from: number, bytes: string): boolean =>
  head.subarray(from, from + bytes.length).equals(Buffer.from(bytes, 'latin1'))

export function sniff(head: Buffer): FileType | undefined {
  return (Object.keys(kinds) as FileType[]).find((type) => kinds[type].begins(head))
}

const mostCharacters = 100

/**
 * The name as people will see it: no folders, nothing that hides or turns the letters around, and the ending that says what
 * the file really is. It is never used as a path.
 */
export function cleanName(given: string, type: FileType): string {
  const { ending, usual } = kinds[type]
  const plain = given
    .toWellFormed()
    .split(/[/\\]/)
    .at(-1)!
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}<>:"|?*\ufffd]/gu, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(ending, '')
    .replace(/^[\s.]+|[\s.]+$/g, '')
  const kept = ending.exec(given)?.[0].toLowerCase() ?? usual
  return `${Array.from(plain).slice(0, mostCharacters).join('').trim() || 'document'}${kept}`
}

/** Always to be saved, never shown inside a page of ours; the name in both ways that browsers read (RFC 6266). */
export function asAttachment(name: string): string {
  const plain = name.replaceAll(/[^\x20-\x7e]|["\\%]/g, '_')
  const whole = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}

const day = 24 * 60 * 60 * 1000

/** Random, but for the day, which lets housekeeping tell what is old enough to be looked at. */
export const newKey = (now: Date, random: string): string => `${now.toISOString().slice(0, 10)}/${random}`

/** An upload may still be under way: only what is two days old can be an orphan. */
export function isOldKey(key: string, now: Date): boolean {
  const stored = Date.parse(key.split('/')[0] ?? '')
  return stored < now.getTime() - 2 * day
}
