import { type Handler, endpoint } from '../../../server/http/endpoint.ts'
import { finishLogin } from '../../../server/login/finish-login.ts'

export const prerender = false

const finish: Handler = (request, site, { provider }) => finishLogin(request, provider ?? '', site)

export const ALL = endpoint({ GET: finish, POST: finish })
