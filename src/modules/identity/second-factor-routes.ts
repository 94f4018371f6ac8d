import type { FastifyInstance } from 'fastify'
import { notFound } from '#platform/errors.ts'
import { route } from '#platform/route.ts'
import { confirmSecondFactor } from './confirm-second-factor.ts'
import { createRecoveryCodes } from './create-recovery-codes.ts'
import { enrolSecondFactor } from './enrol-second-factor.ts'
import {
  secondFactorEnrolled,
  secondFactorNotEnrolled,
  secondFactorTooOld,
  secondFactorWrong,
} from './errors.ts'
import { giveSecondFactor } from './give-second-factor.ts'
import { StaffSession } from './schemas.ts'
import {
  RecoveryCodes,
  SecondFactorConfirmed,
  SecondFactorEnrolment,
  SecondFactorInput,
  TestSecondFactorPage,
  TotpInput,
} from './second-factor-schemas.ts'
import { listTestSecondFactors } from './test-factors.ts'

const secretOnce = 'Its answer holds secrets that are not stored in clear, so it cannot be given again.'
const codeOnce = 'A code works once: a second call is refused.'

export function secondFactorRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'POST',
    url: '/v1/staff-session/second-factor/enrol',
    operationId: 'enrolSecondFactor',
    summary: 'Get a secret for an authenticator app (TOTP)',
    description:
      'It counts once a code of it was confirmed. Whoever has a second factor must have given it in this session within 12 hours.',
    tag: 'sign-in',
    access: { staff: true, beforeSecondFactor: 'Without a secret nobody could ever give a code.' },
    errors: [secondFactorEnrolled, secondFactorTooOld],
    response: SecondFactorEnrolment,
    rateLimit: 20,
    notIdempotent: secretOnce,
    handler: (ctx) => enrolSecondFactor(ctx),
  })
  route(app, {
    method: 'POST',
    url: '/v1/staff-session/second-factor/confirm',
    operationId: 'confirmSecondFactor',
    summary: 'Enter the first code of a new secret, and get ten recovery codes',
    tag: 'sign-in',
    access: { staff: true, beforeSecondFactor: 'The first code of a new secret is what opens the session.' },
    errors: [secondFactorWrong, secondFactorNotEnrolled, secondFactorEnrolled],
    body: TotpInput,
    response: SecondFactorConfirmed,
    rateLimit: 60,
    notIdempotent: secretOnce,
    handler: (ctx, { body }) => confirmSecondFactor(ctx, body),
  })
  route(app, {
    method: 'POST',
    url: '/v1/staff-session/second-factor',
    operationId: 'giveSecondFactor',
    summary: 'Open the session with a code of the device, or with a recovery code',
    description: '5 wrong guesses in a quarter of an hour and 20 a day. In an open session it is given anew.',
    tag: 'sign-in',
    access: { staff: true, beforeSecondFactor: 'A code of the device is what opens the session.' },
    errors: [secondFactorWrong, secondFactorNotEnrolled],
    body: SecondFactorInput,
    response: StaffSession,
    rateLimit: 60,
    notIdempotent: codeOnce,
    handler: (ctx, { body }) => giveSecondFactor(ctx, body),
  })
  route(app, {
    method: 'POST',
    url: '/v1/staff-session/recovery-codes',
    operationId: 'createRecoveryCodes',
    summary: 'Make ten new recovery codes; the older ones are void',
    tag: 'sign-in',
    access: { staff: true },
    errors: [secondFactorTooOld],
    response: RecoveryCodes,
    rateLimit: 20,
    notIdempotent: secretOnce,
    handler: (ctx) => createRecoveryCodes(ctx),
  })
  route(app, {
    method: 'GET',
    url: '/v1/mailbox/second-factors',
    operationId: 'listTestSecondFactors',
    summary: 'Codes that the devices of test organisations’ staff would show now',
    description:
      'For trying the demo without a device. Nothing of live organisations. Not there in production.',
    tag: 'notify',
    access: { open: 'Development and test servers only; production answers 404.' },
    errors: [notFound],
    response: TestSecondFactorPage,
    handler: (ctx) => listTestSecondFactors(ctx),
  })
}
