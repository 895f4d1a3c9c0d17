import { endpoint } from '../../server/http/endpoint.ts'
import { redirectToDemo } from '../../server/login/redirect-to-demo.ts'
import { logOut } from '../../server/login/log-out.ts'

export const prerender = false

export const ALL = endpoint({ POST: logOut, GET: redirectToDemo, HEAD: redirectToDemo })
