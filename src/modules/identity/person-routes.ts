import type { FastifyInstance } from 'fastify'
import { buyer, reader } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { parsePublicId } from '#platform/ids.ts'
import { route } from '#platform/route.ts'
import { addContact } from './add-contact.ts'
import { changePerson } from './change-person.ts'
import { contactYoursAlready, lastContact, signInCodeTooSoon, signInCodeWrong } from './errors.ts'
import { personView } from './people.ts'
import { removeContact } from './remove-contact.ts'
import { requestContactCode } from './request-contact-code.ts'
import {
  AddContactCodeInput,
  AddContactInput,
  CodeSent,
  ContactParams,
  PersonPatch,
  PersonView,
} from './schemas.ts'

export function personRoutes(app: FastifyInstance): void {
  route(app, {
    method: 'GET',
    url: '/v1/me',
    operationId: 'getPerson',
    summary: 'The signed-in buyer',
    tag: 'me',
    access: { buyer: true },
    response: PersonView,
    handler: (ctx) => personView(reader(ctx), ctx, buyer(ctx).purchaserId),
  })
  route(app, {
    method: 'PATCH',
    url: '/v1/me',
    operationId: 'changePerson',
    summary: 'Change own name, address or language',
    tag: 'me',
    access: { buyer: true },
    body: PersonPatch,
    response: PersonView,
    handler: (ctx, { body }) => changePerson(ctx, body),
  })
  route(app, {
    method: 'POST',
    url: '/v1/me/contacts/codes',
    operationId: 'requestContactCode',
    summary: 'Send a code to a further contact',
    tag: 'me',
    access: { buyer: true },
    errors: [contactYoursAlready, signInCodeTooSoon],
    body: AddContactCodeInput,
    response: CodeSent,
    notIdempotent: 'Limited by time: a second call within 30 seconds sends nothing.',
    handler: (ctx, { body }) => requestContactCode(ctx, body),
  })
  route(app, {
    method: 'POST',
    url: '/v1/me/contacts',
    operationId: 'addContact',
    summary: 'Prove a further contact with its code',
    description:
      'What stores reported under the contact is shown from now on. A contact that another person had proven leaves that person.',
    tag: 'me',
    access: { buyer: true },
    errors: [signInCodeWrong, contactYoursAlready],
    body: AddContactInput,
    response: PersonView,
    notIdempotent: 'A code works once.',
    handler: (ctx, { body }) => addContact(ctx, body),
  })
  route(app, {
    method: 'DELETE',
    url: '/v1/me/contacts/:contactId',
    operationId: 'removeContact',
    summary: 'Give a contact up',
    description: 'The last proven contact stays: without it nobody could sign in.',
    tag: 'me',
    access: { buyer: true },
    errors: [lastContact],
    params: ContactParams,
    response: PersonView,
    handler(ctx, { params }) {
      const id = parsePublicId('con', params.contactId)
      if (!id) throw notFound('such contact')
      return removeContact(ctx, id)
    },
  })
}
