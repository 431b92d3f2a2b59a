export { default as MySeasons } from './MySeasons.vue'
export { phaseIcons, phaseState, seasonTones } from './season-looks.ts'
export { myEnrolmentsQuery, seasonQuery, type Phase } from './seasons.queries.ts'
export { default as SeasonStatusAction } from './SeasonStatusAction.vue'
