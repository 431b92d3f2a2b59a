import type { PhaseKind, SeasonPreset, SessionKind } from '@essor/contracts'

/** A moment told as people do: this many days after the start day, at this hour of the wall clock there. */
export type Moment = [days: number, hour: `${number}:${number}`]

interface Preset {
  days: number
  phases: [PhaseKind, from: Moment, to: Moment][]
  sessions: [SessionKind, title: string, from: Moment, to: Moment][]
}

/** What each format looks like, around its start day. */
export const presets: Record<SeasonPreset, Preset> = {
  sprint_48h: {
    days: 2,
    phases: [
      ['call', [-60, '09:00'], [-30, '23:59']],
      ['review', [-29, '00:00'], [-21, '18:00']],
      ['recruitment', [-45, '09:00'], [-7, '23:59']],
      ['matching', [-6, '09:00'], [-2, '18:00']],
      ['kick_off', [0, '09:00'], [0, '12:00']],
      ['work', [0, '12:00'], [1, '15:00']],
      ['restitution', [1, '15:00'], [1, '19:00']],
      ['follow_up', [2, '09:00'], [365, '18:00']],
    ],
    sessions: [
      ['kick_off', 'Ouverture et présentation des projets', [0, '09:00'], [0, '10:30']],
      ['workshop', 'Atelier : préparer son pitch', [0, '16:00'], [0, '17:00']],
      ['pitches', 'Pitchs devant le jury', [1, '15:00'], [1, '17:00']],
      ['restitution', 'Restitution et remise des prix', [1, '17:30'], [1, '19:00']],
    ],
  },
  season_2_months: {
    days: 61,
    phases: [
      ['call', [-75, '09:00'], [-40, '23:59']],
      ['review', [-39, '00:00'], [-28, '18:00']],
      ['recruitment', [-60, '09:00'], [-10, '23:59']],
      ['matching', [-9, '09:00'], [-3, '18:00']],
      ['kick_off', [0, '18:00'], [0, '21:00']],
      ['work', [1, '09:00'], [56, '20:00']],
      ['restitution', [60, '18:00'], [60, '21:00']],
      ['follow_up', [61, '09:00'], [425, '18:00']],
    ],
    sessions: [
      ['kick_off', 'Soirée de lancement', [0, '18:00'], [0, '21:00']],
      ['checkpoint', 'Point d’étape', [20, '18:30'], [20, '20:00']],
      ['workshop', 'Atelier : préparer son pitch', [45, '18:30'], [45, '20:00']],
      ['pitches', 'Pitchs devant le jury', [60, '18:00'], [60, '19:30']],
      ['restitution', 'Soirée de restitution', [60, '19:30'], [60, '21:00']],
      ['meet_up', 'Retrouvailles', [90, '18:30'], [90, '20:30']],
    ],
  },
  solidarity_day: {
    days: 1,
    phases: [
      ['call', [-60, '09:00'], [-25, '23:59']],
      ['review', [-24, '00:00'], [-18, '18:00']],
      ['recruitment', [-45, '09:00'], [-3, '23:59']],
      ['matching', [-2, '09:00'], [-1, '18:00']],
      ['kick_off', [0, '09:00'], [0, '10:00']],
      ['work', [0, '10:00'], [0, '16:30']],
      ['restitution', [0, '16:30'], [0, '18:00']],
      ['follow_up', [1, '09:00'], [365, '18:00']],
    ],
    sessions: [
      ['kick_off', 'Accueil et présentation des sujets', [0, '09:00'], [0, '10:00']],
      ['pitches', 'Présentation des idées', [0, '16:30'], [0, '17:30']],
      ['restitution', 'Clôture', [0, '17:30'], [0, '18:00']],
    ],
  },
  online_evening: {
    days: 1,
    phases: [
      ['call', [-40, '09:00'], [-15, '23:59']],
      ['review', [-14, '00:00'], [-8, '18:00']],
      ['recruitment', [-30, '09:00'], [-1, '23:59']],
      ['matching', [0, '09:00'], [0, '17:00']],
      ['kick_off', [0, '19:00'], [0, '19:30']],
      ['work', [0, '19:30'], [0, '21:30']],
      ['restitution', [0, '21:30'], [0, '22:30']],
      ['follow_up', [1, '09:00'], [365, '18:00']],
    ],
    sessions: [
      ['kick_off', 'Accueil en ligne', [0, '19:00'], [0, '19:30']],
      ['pitches', 'Pitchs en ligne', [0, '21:30'], [0, '22:15']],
      ['restitution', 'Clôture', [0, '22:15'], [0, '22:30']],
    ],
  },
}
