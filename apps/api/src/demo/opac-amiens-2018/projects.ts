import type { Schema } from '@essor/api-client'
import type { ScenarioPerson } from './people.ts'

/** The event sought new services for the tenants of a social landlord; these projects and their holders are ours, and invented. */
export interface ScenarioProject {
  holder: ScenarioPerson
  title: string
  structure: string
  summary: string
  framing: Schema<'SubmissionFile'>['framing']
  wantedSkills: Schema<'WantedSkill'>[]
  /** What the two reviewers give for each of the two criteria. */
  marks: [first: [number, number], second: [number, number]]
}

const holder = (name: string, email: string): ScenarioPerson => ({ name, email: `${email}@exemple.essor` })

/** The last two are not retained: six teams are formed. */
export const projects: ScenarioProject[] = [
  {
    holder: holder('Brigitte Lenoir', 'brigitte.lenoir'),
    title: 'Le coup de main du palier',
    structure: 'Amicale des locataires (exemple)',
    summary: 'Un tableau d’entraide entre voisins, en ligne et dans le hall.',
    framing: {
      problem: 'Beaucoup de locataires âgés n’osent pas demander un service à leurs voisins, faute de les connaître.',
      evidence:
        'Sur 84 locataires rencontrés, 31 n’ont demandé aucun service depuis un an ; la loge en note six par semaine.',
      beneficiaries: 'Les personnes seules de la résidence, et les voisins qui ont un peu de temps.',
      users: 'Une trentaine de voisins volontaires et les gardiens.',
      payers: 'Le bailleur et la caisse de retraite.',
      benefit: 'Moins d’isolement, des petits services rendus sans argent.',
      horizon: 'long_running',
      withinTime: 'Un palier pilote et une trentaine de voisins inscrits.',
      deliverable: 'Un tableau d’entraide simple, en ligne et dans le hall.',
    },
    wantedSkills: [
      { skill: 'digital.web', level: 2, count: 1, days: 5 },
      { skill: 'housing.neighbours', level: 2, count: 1 },
      { skill: 'communication.speaking', level: 2, count: 1 },
    ],
    marks: [
      [5, 4],
      [5, 4],
    ],
  },
  {
    holder: holder('Olivier Picard', 'olivier.picard'),
    title: 'Ma demande, où en est-elle ?',
    structure: 'Service de proximité (exemple)',
    summary: 'Suivre sa demande de réparation par texto ou sur une page simple.',
    framing: {
      problem: 'Après une demande de réparation, les locataires rappellent plusieurs fois sans savoir où elle en est.',
      evidence: 'Le centre d’appels compte 1 200 rappels par mois pour une demande déjà faite.',
      beneficiaries: 'Les locataires et les gardiens.',
      users: 'Les locataires, les gardiens et le centre d’appels.',
      payers: 'Le bailleur.',
      benefit: 'Des démarches plus claires, moins de tensions.',
      horizon: 'long_running',
      withinTime: 'Un parcours testé avec dix locataires et un gardien.',
      deliverable: 'Un prototype de suivi par texto et par page web.',
    },
    wantedSkills: [
      { skill: 'digital.web', level: 3, count: 1 },
      { skill: 'digital.design', level: 2, count: 1 },
      { skill: 'digital.product', level: 3, count: 1 },
    ],
    marks: [
      [4, 5],
      [4, 5],
    ],
  },
  {
    holder: holder('Samira Kaci', 'samira.kaci'),
    title: 'La conciergerie des trouvailles',
    structure: 'Recyclerie de quartier (exemple)',
    summary: 'Donner une seconde vie aux meubles laissés lors des déménagements.',
    framing: {
      problem: 'Des meubles en bon état finissent sur le trottoir à chaque déménagement.',
      evidence: 'La ville a enlevé 40 tonnes de meubles dans le quartier en un an, un tiers encore utilisable.',
      beneficiaries: 'Les familles qui s’installent, et le quartier.',
      users: 'Les habitants qui donnent et ceux qui cherchent un meuble.',
      payers: 'La métropole, le bailleur.',
      benefit: 'Du réemploi, moins de déchets, des logements meublés à petit prix.',
      horizon: 'long_running',
      withinTime: 'Le service dessiné de bout en bout, et une première journée de collecte.',
      deliverable: 'Une maquette du service et son modèle économique.',
    },
    wantedSkills: [
      { skill: 'money.model', level: 2, count: 1 },
      { skill: 'communication.marketing', level: 2, count: 1 },
      { skill: 'crafts.repair', level: 2, count: 1 },
    ],
    marks: [
      [4, 4],
      [4, 3],
    ],
  },
  {
    holder: holder('Daniel Wargnier', 'daniel.wargnier'),
    title: 'Énergie : comprendre sa facture',
    structure: 'Association énergie solidaire (exemple)',
    summary: 'Expliquer une facture d’énergie en une page claire.',
    framing: {
      problem: 'Les charges montent et les factures restent illisibles pour beaucoup de foyers.',
      evidence: 'Dans nos permanences, deux foyers sur trois ne savent pas dire ce que contient leur facture.',
      beneficiaries: 'Les ménages aux revenus modestes.',
      users: 'Les locataires, avec l’aide des conseillers de quartier.',
      payers: 'Le bailleur et les fournisseurs d’énergie.',
      benefit: 'Des économies et moins d’impayés.',
      horizon: 'bounded',
      withinTime: 'Une facture type expliquée et relue avec vingt locataires.',
      deliverable: 'Un outil qui explique une facture en une page.',
    },
    wantedSkills: [
      { skill: 'digital.data', level: 2, count: 1 },
      { skill: 'digital.electronics', level: 2, count: 1 },
      { skill: 'communication.writing', level: 2, count: 1 },
    ],
    marks: [
      [4, 3],
      [4, 4],
    ],
  },
  {
    holder: holder('Aurélie Sagot', 'aurelie.sagot'),
    title: 'Bienvenue chez vous',
    structure: 'Agence de quartier (exemple)',
    summary: 'Un parcours d’accueil des nouveaux locataires, en plusieurs langues.',
    framing: {
      problem: 'Les nouveaux locataires arrivent sans connaître leurs droits, leurs voisins ni les services autour.',
      evidence:
        'L’an dernier, 62 nouveaux arrivants sur 150 ne connaissaient pas l’agence de quartier après trois mois.',
      beneficiaries: 'Les nouveaux locataires, dont beaucoup parlent peu français.',
      users: 'Les nouveaux arrivants et l’agence de quartier.',
      payers: 'Le bailleur.',
      benefit: 'Une arrivée plus douce, des droits ouverts plus tôt.',
      horizon: 'bounded',
      withinTime: 'Un parcours d’accueil en trois langues, essayé sur une résidence.',
      deliverable: 'Un parcours d’accueil en plusieurs langues.',
    },
    wantedSkills: [
      { skill: 'languages.arabic', level: 3, count: 1 },
      { skill: 'digital.mobile', level: 2, count: 1 },
      { skill: 'facilitation.workshops', level: 2, count: 1 },
    ],
    marks: [
      [4, 4],
      [3, 3],
    ],
  },
  {
    holder: holder('Patrick Mallet', 'patrick.mallet'),
    title: 'Garde partagée de la cité',
    structure: 'Collectif de parents (exemple)',
    summary: 'S’entraider entre parents pour garder les enfants en horaires décalés.',
    framing: {
      problem: 'Les parents qui travaillent en horaires décalés ne trouvent pas de garde à côté de chez eux.',
      evidence: 'Quinze familles ont répondu à notre appel ; sept ont refusé un emploi faute de garde.',
      beneficiaries: 'Les parents et les jeunes enfants.',
      users: 'Une quinzaine de familles du quartier.',
      payers: 'La CAF, les employeurs, les familles.',
      benefit: 'Des emplois gardés, des enfants bien entourés.',
      horizon: 'long_running',
      withinTime: 'Une charte écrite ensemble et un planning pour un mois d’essai.',
      deliverable: 'Une charte, un planning partagé et un plan de financement.',
    },
    wantedSkills: [
      { skill: 'social_work.childhood', level: 2, count: 1 },
      { skill: 'money.budget', level: 2, count: 1 },
      { skill: 'digital.web', level: 2, count: 1 },
    ],
    marks: [
      [3, 3],
      [4, 3],
    ],
  },
  {
    holder: holder('Corinne Thuillier', 'corinne.thuillier'),
    title: 'Une application pour tout le département',
    structure: 'Association numérique (exemple)',
    summary: 'Une application qui réunit tous les services.',
    framing: {
      problem: 'Chaque service a son propre site.',
      evidence: 'Nous n’avons pas encore compté.',
      beneficiaries: 'Tous les habitants.',
      users: 'Non précisé.',
      payers: 'Non précisé.',
      benefit: 'Une seule porte d’entrée.',
      horizon: 'long_running',
      withinTime: 'L’application entière.',
      deliverable: 'Une application complète.',
    },
    wantedSkills: [{ skill: 'digital.mobile', level: 4, count: 4 }],
    marks: [
      [3, 1],
      [2, 1],
    ],
  },
  {
    holder: holder('Régis Fontaine', 'regis.fontaine'),
    title: 'Robot de ménage collectif',
    structure: 'Porteur individuel (exemple)',
    summary: 'Un robot qui nettoie les halls.',
    framing: {
      problem: 'Les halls sont salis trop vite.',
      evidence: 'Les habitants s’en plaignent.',
      beneficiaries: 'Les locataires.',
      users: 'Les locataires.',
      payers: 'Le bailleur.',
      benefit: 'Des halls propres.',
      horizon: 'long_running',
      withinTime: 'Un robot qui roule.',
      deliverable: 'Un robot.',
    },
    wantedSkills: [{ skill: 'digital.electronics', level: 4, count: 3 }],
    marks: [
      [2, 1],
      [1, 1],
    ],
  },
]
