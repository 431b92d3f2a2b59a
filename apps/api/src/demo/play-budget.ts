import type { Schema } from '@essor/api-client'
import type { Team } from './play-opening.ts'
import { done } from './stage.ts'

type Line = Schema<'BudgetLineDraft'>

const foundation = 'Fondation Vallée-Claire (exemple)'
const line = (
  kind: Line['kind'],
  heading: Line['heading'],
  label: string,
  planned: number,
  real: number | null,
  funder = '',
): Line => ({
  kind,
  heading,
  label,
  funder,
  plannedCents: planned * 100,
  realCents: real === null ? null : Math.round(real * 100),
})

/** Ours: about 5 000 €, of which some is still to be found. */
const lines: Line[] = [
  line('income', 'funding', 'Subvention « vie associative »', 2000, 2000, 'Département (exemple)'),
  line('income', 'prizes', 'Dotation du prix', 1000, null, foundation),
  line('income', 'funding', 'Mécénat des commerces du quartier', 1300, 850, 'Commerces de la vallée (exemple)'),
  line('expense', 'meals', 'Repas du samedi et du dimanche, 40 personnes', 1800, null),
  line('expense', 'facilitation', 'Deux animateurs, deux jours', 1500, 1500),
  line('expense', 'prizes', 'Prix du meilleur projet', 1000, null, foundation),
  line('expense', 'communication', 'Affiches et banderole', 400, 372.4),
  line('expense', 'equipment', 'Gobelets réutilisables et papeterie', 200, 186.9),
  line('expense', 'travel', 'Billets de train du jury', 100, null),
  line('in_kind', 'venue', 'Salles de la Maison des associations', 800, 800, 'Mairie (exemple)'),
]

export async function playBudget({ organiser: { client } }: Team, seasonId: string): Promise<void> {
  const made: Schema<'BudgetLine'>[] = []
  for (const body of lines)
    made.push(
      done(await client.POST('/api/v1/seasons/{seasonId}/budget-lines', { params: { path: { seasonId } }, body })),
    )
  const printed = made.find(({ heading }) => heading === 'communication')!
  done(
    await client.POST('/api/v1/budget-lines/{lineId}/receipts', {
      params: { path: { lineId: printed.id }, header: { 'File-Name': 'Facture%20imprimeur%20(exemple).pdf' } },
      body: onePage('Facture (exemple) - affiches et banderole - 372,40 EUR'),
      bodySerializer: (body: string) => body,
      headers: { 'content-type': 'application/pdf' },
    }),
  )
}

/** A page with one line of text, as a PDF. */
function onePage(text: string): string {
  const drawing = `BT /F1 14 Tf 72 760 Td (${text.replaceAll(/[()\\]/g, String.raw`\$&`)}) Tj ET`
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ]
  let body = '%PDF-1.4\n'
  const places = objects.map((object, index) => {
    const place = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  return `${body}${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`
}
