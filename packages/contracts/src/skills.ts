import { z } from 'zod'

interface Skill {
  code: string
  fr: string
  en: string
}

interface SkillFamily extends Skill {
  skills: Skill[]
}

const family = (
  code: string,
  fr: string,
  en: string,
  skills: [code: string, fr: string, en: string][],
): SkillFamily => ({
  code,
  fr,
  en,
  skills: skills.map(([skill, french, english]) => ({ code: `${code}.${skill}`, fr: french, en: english })),
})

/** The curated taxonomy: what people can bring and what projects look for. A code never changes once published. */
export const skillFamilies: readonly SkillFamily[] = [
  family('digital', 'Numérique', 'Digital', [
    ['web', 'Développement web', 'Web development'],
    ['mobile', 'Développement mobile', 'Mobile development'],
    ['data', 'Données et statistiques', 'Data and statistics'],
    ['design', 'Conception d’interfaces', 'Interface design'],
    ['nocode', 'Outils sans code', 'No-code tools'],
    ['systems', 'Réseaux et hébergement', 'Networks and hosting'],
    ['security', 'Sécurité et données personnelles', 'Security and personal data'],
    ['electronics', 'Électronique et objets connectés', 'Electronics and devices'],
    ['inclusion', 'Médiation numérique', 'Digital inclusion'],
    ['product', 'Gestion de produit', 'Product management'],
  ]),
  family('law', 'Droit', 'Law', [
    ['associations', 'Droit des associations', 'Law of associations'],
    ['labour', 'Droit du travail', 'Labour law'],
    ['contracts', 'Contrats', 'Contracts'],
    ['family', 'Droit de la famille', 'Family law'],
    ['housing', 'Droit du logement', 'Housing law'],
    ['foreigners', 'Droit des étrangers', 'Immigration law'],
    ['property', 'Propriété intellectuelle', 'Intellectual property'],
    ['mediation', 'Médiation', 'Mediation'],
  ]),
  family('money', 'Gestion et finance', 'Management and finance', [
    ['accounting', 'Comptabilité', 'Accounting'],
    ['budget', 'Budget et trésorerie', 'Budget and cash flow'],
    ['model', 'Modèle économique', 'Business model'],
    ['funding', 'Recherche de financements', 'Fundraising'],
    ['public_aid', 'Subventions publiques', 'Public grants'],
    ['purchasing', 'Achats', 'Purchasing'],
    ['impact', 'Mesure de l’impact social', 'Social impact measurement'],
    ['payroll', 'Paie', 'Payroll'],
    ['governance', 'Gouvernance', 'Governance'],
  ]),
  family('communication', 'Communication', 'Communication', [
    ['writing', 'Rédaction', 'Writing'],
    ['graphics', 'Graphisme', 'Graphic design'],
    ['photo', 'Photographie', 'Photography'],
    ['video', 'Vidéo', 'Video'],
    ['social', 'Réseaux sociaux', 'Social media'],
    ['press', 'Relations presse', 'Press relations'],
    ['marketing', 'Marketing', 'Marketing'],
    ['speaking', 'Prise de parole', 'Public speaking'],
    ['illustration', 'Illustration', 'Illustration'],
    ['radio', 'Radio et son', 'Radio and sound'],
  ]),
  family('facilitation', 'Animation et facilitation', 'Facilitation', [
    ['workshops', 'Animation d’ateliers', 'Running workshops'],
    ['groups', 'Animation de groupe', 'Group facilitation'],
    ['participation', 'Participation des habitants', 'Residents’ participation'],
    ['project', 'Conduite de projet', 'Project management'],
    ['design', 'Conception de services', 'Service design'],
    ['survey', 'Enquête de terrain', 'Field research'],
    ['coaching', 'Accompagnement d’équipe', 'Team coaching'],
    ['events', 'Organisation d’événements', 'Event organisation'],
    ['volunteers', 'Animation de bénévoles', 'Volunteer coordination'],
  ]),
  family('social_work', 'Travail social', 'Social work', [
    ['support', 'Accompagnement social', 'Social support'],
    ['rights', 'Accès aux droits', 'Access to rights'],
    ['youth', 'Jeunesse', 'Youth work'],
    ['childhood', 'Petite enfance', 'Early childhood'],
    ['elderly', 'Grand âge', 'Older people'],
    ['disability', 'Handicap', 'Disability'],
    ['violence', 'Violences familiales', 'Family violence'],
    ['addiction', 'Addictions', 'Addiction'],
    ['integration', 'Insertion professionnelle', 'Work integration'],
    ['street', 'Maraude et grande précarité', 'Outreach to homeless people'],
  ]),
  family('care', 'Santé et soin', 'Health and care', [
    ['nursing', 'Soins infirmiers', 'Nursing'],
    ['mental', 'Santé mentale', 'Mental health'],
    ['prevention', 'Prévention', 'Prevention'],
    ['first_aid', 'Premiers secours', 'First aid'],
    ['home', 'Aide à domicile', 'Home care'],
    ['carers', 'Soutien aux aidants', 'Support for carers'],
    ['sport', 'Sport et bien-être', 'Sport and well-being'],
    ['listening', 'Écoute', 'Listening'],
  ]),
  family('food', 'Alimentation', 'Food', [
    ['cooking', 'Cuisine', 'Cooking'],
    ['catering', 'Restauration collective', 'Catering'],
    ['garden', 'Jardinage', 'Gardening'],
    ['farming', 'Agriculture', 'Farming'],
    ['nutrition', 'Nutrition', 'Nutrition'],
    ['short_chain', 'Circuits courts', 'Short supply chains'],
    ['food_aid', 'Aide alimentaire', 'Food aid'],
    ['hygiene', 'Hygiène alimentaire', 'Food hygiene'],
  ]),
  family('housing', 'Logement et habitat', 'Housing', [
    ['rental', 'Gestion locative', 'Rental management'],
    ['social', 'Logement social', 'Social housing'],
    ['architecture', 'Architecture', 'Architecture'],
    ['planning', 'Urbanisme', 'Town planning'],
    ['energy', 'Rénovation énergétique', 'Energy renovation'],
    ['shared', 'Habitat partagé', 'Shared housing'],
    ['emergency', 'Hébergement d’urgence', 'Emergency shelter'],
    ['neighbours', 'Vie de quartier', 'Neighbourhood life'],
  ]),
  family('crafts', 'Métiers manuels', 'Crafts', [
    ['wood', 'Menuiserie', 'Woodwork'],
    ['metal', 'Métal', 'Metalwork'],
    ['sewing', 'Couture', 'Sewing'],
    ['repair', 'Réparation', 'Repair'],
    ['bikes', 'Mécanique vélo', 'Bicycle repair'],
    ['electricity', 'Électricité', 'Electrical work'],
    ['plumbing', 'Plomberie', 'Plumbing'],
    ['painting', 'Peinture', 'Painting'],
    ['making', 'Fabrication numérique', 'Digital fabrication'],
    ['reuse', 'Réemploi', 'Reuse'],
  ]),
  family('logistics', 'Logistique et mobilité', 'Logistics and mobility', [
    ['transport', 'Transport', 'Transport'],
    ['storage', 'Stockage', 'Storage'],
    ['driving', 'Conduite', 'Driving'],
    ['planning', 'Planification', 'Planning'],
    ['collect', 'Collecte de dons', 'Collecting donations'],
    ['shared_mobility', 'Mobilité partagée', 'Shared mobility'],
    ['waste', 'Déchets et zéro gaspillage', 'Waste and zero waste'],
    ['shop', 'Vente et boutique', 'Shop and sales'],
  ]),
  family('languages', 'Langues et culture', 'Languages and culture', [
    ['sign', 'Langue des signes', 'Sign language'],
    ['easy_read', 'Français facile à lire', 'Easy-to-read French'],
    ['french', 'Français langue étrangère', 'French as a foreign language'],
    ['english', 'Anglais', 'English'],
    ['arabic', 'Arabe', 'Arabic'],
    ['interpreting', 'Interprétariat', 'Interpreting'],
    ['music', 'Musique', 'Music'],
    ['theatre', 'Théâtre', 'Theatre'],
    ['teaching', 'Enseignement', 'Teaching'],
    ['heritage', 'Patrimoine', 'Heritage'],
  ]),
]

const codes = skillFamilies.flatMap(({ skills }) => skills.map(({ code }) => code)) as [string, ...string[]]

export const SkillCode = z
  .enum(codes)
  .meta({ id: 'SkillCode', description: 'A skill of the taxonomy, as family.skill.' })

/** 1 discovering, 2 practising, 3 confirmed, 4 expert. */
export const SkillLevel = z.number().int().min(1).max(4)

/** A skill that a project looks for, from which level, how many people, and how many days of each of them. */
export const WantedSkill = z
  .object({
    skill: SkillCode,
    level: SkillLevel,
    count: z.number().int().min(1).max(20),
    days: z.number().min(0.5).max(200).multipleOf(0.5).optional(),
  })
  .meta({ id: 'WantedSkill' })

export const OwnedSkill = z.object({ skill: SkillCode, level: SkillLevel }).meta({ id: 'OwnedSkill' })
