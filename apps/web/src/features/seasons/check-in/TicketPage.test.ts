import { screen } from '@testing-library/vue'
import { encodeQR } from 'qr'
import { decodeQR } from 'qr/decode.js'
import { expect, it } from 'vitest'
import { renderAt } from '../../../../test/render.ts'
import { aMe } from '../../../../test/season.ts'
import { stubServer } from '../../../../test/server.ts'

const ticket = {
  enrolmentId: 'e1',
  code: '3F9A12BC77DE0A41',
  status: 'confirmed',
  personName: 'Ana Lopez',
  siteName: null,
  seasonName: 'Printemps solidaire',
  seasonSlug: 'printemps',
  startsOn: '2026-04-01',
  endsOn: '2026-05-31',
  place: 'Amiens',
}

const open = (over: object = {}) => {
  stubServer({
    'GET /api/v1/me': { body: aMe() },
    'GET /api/v1/me/enrolments/e1/ticket': { body: { ...ticket, ...over } },
  })
  return renderAt('/mon-espace/billets/e1')
}

/** The drawing as a camera sees it, four dots to each square. */
function seen(drawing: HTMLElement) {
  const size = Number(drawing.getAttribute('viewBox')!.split(' ')[2])
  const scale = 4
  const data = new Uint8ClampedArray((size * scale) ** 2 * 4).fill(255)
  for (const [, x, y] of drawing
    .querySelector('path')!
    .getAttribute('d')!
    .matchAll(/M(\d+) (\d+)/g)) {
    for (let row = 0; row < scale; row += 1)
      for (let column = 0; column < scale; column += 1) {
        const at = ((Number(y) * scale + row) * size * scale + Number(x) * scale + column) * 4
        data.fill(0, at, at + 3)
      }
  }
  return { width: size * scale, height: size * scale, data }
}

it('draws the code, and nothing but the code, as a QR code that cameras read', async () => {
  await open()

  const drawing = await screen.findByRole('img', { name: 'Code à montrer à l’accueil' })

  expect(decodeQR(seen(drawing))).toBe('3F9A12BC77DE0A41')
  expect(screen.getByText('3F9A 12BC 77DE 0A41')).toBeTruthy()
  expect(screen.getByText('Ana Lopez')).toBeTruthy()
  expect(encodeQR(ticket.code, 'raw', { ecc: 'medium', border: 4 }).length).toBe(29)
})

it('says that the ticket comes with the confirmation', async () => {
  await open({ code: null, status: 'applied' })

  expect(await screen.findByText('Votre billet n’est pas encore là')).toBeTruthy()
  expect(screen.queryByRole('img', { name: 'Code à montrer à l’accueil' })).toBe(null)
})
