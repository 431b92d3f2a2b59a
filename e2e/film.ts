import { writeFileSync } from 'node:fs'
import { encodeQR } from 'qr'

const [width, height, dot] = [640, 480, 12]

/** A film (YUV4MPEG2) of a sheet of paper with this QR code on it. */
export function filmOf(text: string, file: string): void {
  const squares = encodeQR(text, 'raw', { ecc: 'medium', border: 2 })
  const size = squares.length * dot
  const [left, top] = [(width - size) / 2, (height - size) / 2].map(Math.floor) as [number, number]
  const light = Buffer.alloc(width * height, 235)
  for (const [y, row] of squares.entries()) {
    for (const [x, dark] of row.entries()) {
      if (!dark) continue
      for (let line = 0; line < dot; line += 1) {
        const start = (top + y * dot + line) * width + left + x * dot
        light.fill(16, start, start + dot)
      }
    }
  }
  const colours = Buffer.alloc((width * height) / 2, 128)
  const frame = [Buffer.from('FRAME\n'), light, colours]
  writeFileSync(
    file,
    Buffer.concat([Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`), ...frame, ...frame]),
  )
}
