import { endpoint } from '../../server/http/endpoint.ts'
import { describeSession } from '../../server/login/describe-session.ts'

export const prerender = false

export const ALL = endpoint({ GET: describeSession, HEAD: describeSession })
