import type { ScenarioProject } from '../../../src/demo/opac-amiens-2018/projects.ts'

/** The seven laureates are those of 2015; what their files say, who held them and the two others are ours, and invented. */
const file = (structure: string, need: string, ...marks: [number, number]): ScenarioProject => {
  const email = `${structure
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/[^a-z]/g, '')}@exemple.essor`
  return {
    holder: { name: `Porteuse de ${structure} (exemple)`, email },
    title: `Un site pour ${structure}`,
    structure,
    summary: need,
    framing: {
      problem: need,
      evidence: 'Les personnes que nous accueillons nous ont trouvés par hasard.',
      beneficiaries: 'Les personnes que la structure accueille.',
      users: 'Les habitants du quartier et les bénévoles de la structure.',
      payers: 'La structure et ses financeurs.',
      benefit: 'Être connue de celles et ceux qui en ont besoin.',
      horizon: 'bounded',
      withinTime: 'Trois pages en ligne, écrites avec la structure.',
      deliverable: 'Un site simple, que la structure tient à jour elle-même.',
    },
    wantedSkills: [{ skill: 'digital.web', level: 2, count: 1 }],
    marks: [marks, marks],
  }
}

export const laureates = [
  'Mama Cook’in',
  'Jeunes solidaires',
  'J’veux m’en sortir',
  'Citizen Mômes',
  'A tables citoyens',
  'Régie de quartier Fontaine au Roi',
  'Aptima',
]

export const projects: ScenarioProject[] = [
  ...laureates.map((structure) => file(structure, 'Rien en ligne ne dit qui nous sommes ni quand nous trouver.', 5, 5)),
  file('Grande plateforme (exemple)', 'Réunir toutes les associations de la région sur une plateforme.', 4, 1),
]

/** Handed in during the last second. */
export const lastSecond = file(
  'Refonte complète (exemple)',
  'Refaire notre système d’information et la comptabilité.',
  3,
  1,
)

/** Handed in at midnight sharp: too late, but for a code. */
export const midnight = file('Arrivé à minuit (exemple)', 'Tenir à jour trois sites qui disent la même chose.', 2, 1)
