import { inflateRawSync } from 'node:zlib'

const endOfDirectory = 0x06054b50

/** The text of an answer, also where it is a zip, such as a spreadsheet is. */
export function unpacked(body: Buffer): string {
  if (body.readUInt32LE(0) !== 0x04034b50) return body.toString('utf8')
  let end = body.length - 22
  while (end > 0 && body.readUInt32LE(end) !== endOfDirectory) end -= 1
  const texts: string[] = []
  let at = body.readUInt32LE(end + 16)
  for (let left = body.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, size] = [body.readUInt16LE(at + 10), body.readUInt32LE(at + 20)]
    const local = body.readUInt32LE(at + 42)
    const start = local + 30 + body.readUInt16LE(local + 26) + body.readUInt16LE(local + 28)
    const packed = body.subarray(start, start + size)
    texts.push((method === 8 ? inflateRawSync(packed) : packed).toString('utf8'))
    at += 46 + body.readUInt16LE(at + 28) + body.readUInt16LE(at + 30) + body.readUInt16LE(at + 32)
  }
  return texts.join('\n')
}
