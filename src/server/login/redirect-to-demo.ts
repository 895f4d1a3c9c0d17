import type { Handler } from '../http/endpoint.ts'
import { seeOther } from '../http/responses.ts'

/** Reloading the page of a refused login sends a GET to a form's target: back to the demo. */
export const redirectToDemo: Handler = async () => seeOther('/demo/')
