/** All of the doctor that is fetched when somebody uses it. */
export { diagnose } from '../../lib/redirect-uri/diagnose.ts'
export { readPasted } from '../../lib/redirect-uri/pasted-uris.ts'
export { showDiagnosis } from './show-diagnosis.ts'
