/** Lazy chunk of the redirect URI doctor, imported on first use. */
export { diagnose } from '../../lib/redirect-uri/diagnose.ts'
export { readPasted } from '../../lib/redirect-uri/pasted-uris.ts'
export { showDiagnosis } from './show-diagnosis.ts'
