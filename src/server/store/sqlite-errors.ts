import { StoreUnavailable } from './store-outage.ts'

/** Primary result codes (https://sqlite.org/rescode.html) of a database that can't be used. */
const unusable = new Map([
  // A table or an index is missing: the statements are fixed, so they are not at fault.
  [1, 'SQLITE_ERROR'],
  [3, 'SQLITE_PERM'],
  [5, 'SQLITE_BUSY'],
  [6, 'SQLITE_LOCKED'],
  [7, 'SQLITE_NOMEM'],
  [8, 'SQLITE_READONLY'],
  [10, 'SQLITE_IOERR'],
  [11, 'SQLITE_CORRUPT'],
  [13, 'SQLITE_FULL'],
  [14, 'SQLITE_CANTOPEN'],
  [15, 'SQLITE_PROTOCOL'],
  [26, 'SQLITE_NOTADB'],
])

/** Next step of whoever hosts the site, where waiting doesn't fix it. */
const nextSteps = new Map([
  ['SQLITE_FULL', 'free space on its disk'],
  ['SQLITE_ERROR', 'restore a copy (docs/deploying.md, Backup)'],
  ['SQLITE_CORRUPT', 'restore a copy (docs/deploying.md, Backup)'],
  ['SQLITE_NOTADB', 'restore a copy (docs/deploying.md, Backup)'],
])

/** Why the database can't be used. */
export interface Unusable {
  /** One line for the log, the next step included. */
  readonly reason: string
  /** What whoever hosts the site can do; undefined where it may pass by itself. */
  readonly nextStep?: string | undefined
  /** Whether pages of the file are damaged. */
  readonly isDamage: boolean
}

/** @returns undefined for an error of the caller, such as a value of a wrong type */
export function unusableBy(error: unknown): Unusable | undefined {
  if (error instanceof StoreUnavailable) return { reason: error.message, isDamage: false }
  const { errcode, message } = error as { errcode?: number; message?: string }
  // The lower byte of an extended result code is the primary one.
  const name = unusable.get((errcode ?? 0) & 0xff)
  if (name === undefined) return undefined
  const nextStep = nextSteps.get(name)
  return {
    reason: `${name} (${message})${nextStep === undefined ? '' : `: ${nextStep}`}`,
    nextStep,
    isDamage: name === 'SQLITE_CORRUPT' || name === 'SQLITE_NOTADB',
  }
}
