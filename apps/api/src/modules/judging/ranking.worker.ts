import { rankByEveryMethod, type Judging } from '@essor/ranking'

/** Runs in a thread of its own, so that a large jury does not keep every other request waiting. */
export default (judging: Judging) => rankByEveryMethod(judging)
