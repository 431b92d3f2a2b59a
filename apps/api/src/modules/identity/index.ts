export { createAuth, signInLinkMinutes, type Auth } from './auth.ts'
export { appointFirstAdmin } from './first-admin.service.ts'
export { identityRoutes } from './identity.routes.ts'
export {
  findPeople,
  findPerson,
  forgetExpired,
  giveRole,
  listRoleHolders,
  peopleByEmail,
  personByEmail,
  updatePerson,
} from './identity.repository.ts'
export { apiKeysRoutes } from './keys/api-keys.routes.ts'
export { identifyKey } from './keys/api-keys.service.ts'
export { identify, signInAs } from './identity.service.ts'
export { people, roleGrants } from './people.table.ts'
