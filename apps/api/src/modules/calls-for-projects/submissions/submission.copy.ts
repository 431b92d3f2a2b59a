import { skillFamilies, type FormSection, type SubmissionFile } from '@essor/contracts'
import type { Season } from '../../seasons/index.ts'
import { answersInWords } from './answers.copy.ts'

const skillNames = new Map(skillFamilies.flatMap(({ skills }) => skills.map(({ code, fr }) => [code, fr] as const)))
const levels = ['découverte', 'pratique', 'confirmé', 'expert']
const horizons = {
  bounded: 'Une réponse qui suffit, avec une fin',
  long_running: 'Le début de quelque chose qui doit durer',
}

const days = (count: number) => `${String(count).replace('.', ',')} ${count < 2 ? 'jour' : 'jours'}`

const wantedLine = ({ skill, level, count, days: each }: SubmissionFile['wantedSkills'][number]): string =>
  [
    `- ${skillNames.get(skill) ?? skill}`,
    `niveau ${levels[level - 1]}`,
    `${count} ${count === 1 ? 'personne' : 'personnes'}`,
    ...(each === undefined ? [] : [`${days(each)}${count === 1 ? '' : ' chacune'}`]),
  ].join(', ')

/** The whole file in plain text, question by question. */
export const copyOf = (
  { title, structure, summary, framing, wantedSkills, answers }: SubmissionFile,
  sections: readonly FormSection[],
  { terminology }: Pick<Season, 'terminology'>,
): string =>
  [
    ['Le nom du projet', title],
    [`Votre ${terminology.structure}`, structure],
    ['En deux phrases', summary],
    ['Le problème', framing.problem],
    ['Ce qui le montre', framing.evidence],
    ['Qui en bénéficie', framing.beneficiaries],
    ['Qui s’en sert', framing.users],
    ['Qui paie', framing.payers],
    ['Ce que la société y gagne', framing.benefit],
    ['Et après ?', framing.horizon ? horizons[framing.horizon] : ''],
    ['Ce qu’on peut faire dans le temps donné', framing.withinTime],
    ['Ce qui existera à la fin', framing.deliverable],
    ['Compétences recherchées', wantedSkills.map(wantedLine).join('\n')],
    ...answersInWords(sections, answers),
  ]
    .map(([label, value]) => `${label}\n${value || '(pas de réponse)'}`)
    .join('\n\n')
