import type { FastifyInstance } from 'fastify'
import { forbidden } from '#platform/errors.ts'
import { route } from '#platform/route.ts'
import { clearSessionCookie, refuseCrossSite, sessionToken, setSessionCookie } from './authenticate.ts'
import { signInCodeTooSoon, signInCodeWrong } from './errors.ts'
import { sessionDays } from './one-time-codes.ts'
import { requestSignInCode } from './request-sign-in-code.ts'
import { requestStaffSignInCode } from './request-staff-sign-in-code.ts'
import {
  CodeSent,
  Done,
  PersonView,
  SignInCodeInput,
  SignInInput,
  StaffSession,
  StaffSignInCodeInput,
  StaffSignInInput,
} from './schemas.ts'
import { signInStaff } from './sign-in-staff.ts'
import { signIn } from './sign-in.ts'
import { signOut } from './sign-out.ts'

const open = { open: 'Whoever signs in is not signed in yet; limits by contact and network address.' }
const leave = { open: 'Ends the session of the cookie that was sent; without one it does nothing.' }
const codeOnce = 'A code works once: a second call is refused, and its answer would be a session.'
const sentOnce = 'Limited by time: a second call within 30 seconds sends nothing.'

export function signInRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/v1/sign-in/codes',
    operationId: 'requestSignInCode',
    summary: 'Send a buyer a sign-in code',
    description: 'By e-mail or SMS. The answer is the same whether or not anybody is known by the contact.',
    tag: 'sign-in',
    access: open,
    errors: [signInCodeTooSoon, forbidden],
    body: SignInCodeInput,
    response: CodeSent,
    notIdempotent: sentOnce,
    async handler(ctx, { body }, request) {
      refuseCrossSite(ctx, request)
      return requestSignInCode(ctx, body)
    },
  })
  route(app, {
    method: 'POST',
    url: '/v1/sign-in',
    operationId: 'signIn',
    summary: 'Sign a buyer in with a code',
    description:
      'Sets the cookie `mamori_session`. The first sign-in with a contact proves it: what stores reported under it is then the person’s.',
    tag: 'sign-in',
    access: open,
    errors: [signInCodeWrong, forbidden],
    body: SignInInput,
    response: PersonView,
    notIdempotent: codeOnce,
    async handler(ctx, { body }, request, reply) {
      refuseCrossSite(ctx, request)
      const { token, view } = await signIn(ctx, body, request.headers['user-agent'])
      setSessionCookie(ctx, reply, 'wallet', { token, days: sessionDays.buyer })
      return view
    },
  })
  route(app, {
    method: 'POST',
    url: '/v1/sign-out',
    operationId: 'signOut',
    summary: 'End the session of a buyer',
    tag: 'sign-in',
    access: leave,
    errors: [forbidden],
    response: Done,
    notIdempotent: 'Signing out twice is the same as once.',
    async handler(ctx, _input, request, reply) {
      refuseCrossSite(ctx, request)
      const done = await signOut(ctx, sessionToken(request, 'wallet'))
      clearSessionCookie(ctx, reply, 'wallet')
      return done
    },
  })
  route(app, {
    method: 'POST',
    url: '/v1/staff/sign-in/codes',
    operationId: 'requestStaffSignInCode',
    summary: 'Send a member of staff a sign-in code',
    description: 'By e-mail. An address that is nobody’s gets the same answer and no mail.',
    tag: 'sign-in',
    access: open,
    errors: [signInCodeTooSoon, forbidden],
    body: StaffSignInCodeInput,
    response: CodeSent,
    notIdempotent: sentOnce,
    async handler(ctx, { body }, request) {
      refuseCrossSite(ctx, request)
      return requestStaffSignInCode(ctx, body)
    },
  })
  route(app, {
    method: 'POST',
    url: '/v1/staff/sign-in',
    operationId: 'signInStaff',
    summary: 'Sign a member of staff in with a code, up to the second factor',
    description:
      'Sets the cookie `mamori_staff`. The session opens nothing but the way to the second factor until that is given, and ends after 30 minutes without it.',
    tag: 'sign-in',
    access: open,
    errors: [signInCodeWrong, forbidden],
    body: StaffSignInInput,
    response: StaffSession,
    notIdempotent: codeOnce,
    async handler(ctx, { body }, request, reply) {
      refuseCrossSite(ctx, request)
      const { token, view } = await signInStaff(ctx, body, request.headers['user-agent'])
      setSessionCookie(ctx, reply, 'console', { token, days: sessionDays.staff })
      return view
    },
  })
  route(app, {
    method: 'POST',
    url: '/v1/staff/sign-out',
    operationId: 'signOutStaff',
    summary: 'End the session of a member of staff',
    tag: 'sign-in',
    access: leave,
    errors: [forbidden],
    response: Done,
    notIdempotent: 'Signing out twice is the same as once.',
    async handler(ctx, _input, request, reply) {
      refuseCrossSite(ctx, request)
      const done = await signOut(ctx, sessionToken(request, 'console'))
      clearSessionCookie(ctx, reply, 'console')
      return done
    },
  })
}
