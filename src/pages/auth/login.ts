import { endpoint } from '../../server/http/endpoint.ts'
import { redirectToDemo } from '../../server/login/redirect-to-demo.ts'
import { beginLogin } from '../../server/login/begin-login.ts'

export const prerender = false

export const ALL = endpoint({ POST: beginLogin, GET: redirectToDemo, HEAD: redirectToDemo })
