export { useAfterSignIn } from './after-sign-in.ts'
