import { endpoint } from '../../server/http/endpoint.ts'
import { toDemo } from '../../server/login/redirect-to-demo.ts'
import { beginLogin } from '../../server/login/begin-login.ts'

export const prerender = false

export const ALL = endpoint({ POST: beginLogin, GET: toDemo, HEAD: toDemo })
