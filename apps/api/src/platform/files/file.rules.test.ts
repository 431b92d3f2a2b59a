import { expect, it } from 'vitest'
import { asAttachment, cleanName, isOldKey, newKey, sniff } from './file.rules.ts'

it.each([
  ['%PDF-1.7\n%âãÏÓ', 'application/pdf'],
  ['\xff\xd8\xff\xe0\x00\x10JFIF', 'image/jpeg'],
  ['\x89PNG\r\n\x1a\n\x00\x00', 'image/png'],
  ['RIFF\x24\x00\x00\x00WEBPVP8 ', 'image/webp'],
  ['MZ\x90\x00\x03\x00\x00\x00', undefined],
  ['<svg onload="alert(1)">', undefined],
  ['<?xml version="1.0"?><svg/>', undefined],
  ['RIFF\x24\x00\x00\x00WAVEfmt ', undefined],
  ['\n%PDF-1.7', undefined],
  ['GIF89a', undefined],
  ['%PD', undefined],
  ['', undefined],
])('tells what a file is from its bytes: %j', (bytes, type) => {
  expect(sniff(Buffer.from(bytes, 'latin1'))).toBe(type)
})

it.each([
  ['Facture traiteur.pdf', 'Facture traiteur.pdf'],
  ['Reçu n° 3.PDF', 'Reçu n° 3.pdf'],
  ['../../etc/passwd', 'passwd.pdf'],
  ['C:\\Users\\moi\\reçu.pdf', 'reçu.pdf'],
  ['facture.exe', 'facture.exe.pdf'],
  ['facture\u202efdp.exe', 'facturefdp.exe.pdf'],
  ['a\u0000b\r\nc.pdf', 'abc.pdf'],
  ['<b>"x"</b>.pdf', 'b.pdf'],
  ['...', 'document.pdf'],
  ['.htaccess', 'htaccess.pdf'],
  ['', 'document.pdf'],
  ['\ud800.pdf', 'document.pdf'],
  [`${'é'.repeat(300)}.pdf`, `${'é'.repeat(100)}.pdf`],
])('makes of the name %j one that is safe to show: %j', (given, shown) => {
  expect(cleanName(given, 'application/pdf')).toBe(shown)
})

it('gives the ending that says what the file is', () => {
  expect(cleanName('photo.pdf', 'image/jpeg')).toBe('photo.pdf.jpg')
  expect(cleanName('IMG_1.JPEG', 'image/jpeg')).toBe('IMG_1.jpeg')
})

it('names a download so that nothing can be added to the header', () => {
  expect(asAttachment('Reçu (n°3)\r\nX: "1".pdf')).toBe(
    `attachment; filename="Re_u (n_3)__X: _1_.pdf"; filename*=UTF-8''Re%C3%A7u%20%28n%C2%B03%29%0D%0AX%3A%20%221%22.pdf`,
  )
})

it('leaves alone what may still be under way', () => {
  const now = new Date('2026-03-04T09:00:00Z')

  expect(['2026-03-01/aa', '2026-03-02/aa', '2026-03-03/aa', 'elsewhere'].map((key) => isOldKey(key, now))).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect(newKey(now, 'aa')).toBe('2026-03-04/aa')
})
