import { Button, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import type { Contact } from '#api/types.ts'
import { Confirm } from '#kit/confirm.tsx'
import { StatusBadge } from '#kit/status-badge.tsx'
import { walletReads } from '../../live.ts'
import { useT } from '../../messages.ts'
import { shownContact } from '../../parts/contact.ts'
import { AddContact } from './add-contact.tsx'
import classes from './me.module.css'

/** By what stores and messages find this person. The last one stays, since nobody could sign in without. */
export function Contacts({ contacts }: { contacts: readonly Contact[] }) {
  const t = useT()
  const [adding, setAdding] = useState(false)
  const [removing, setRemoving] = useState<Contact | null>(null)
  const remove = useWrite('delete', '/v1/me/contacts/{contactId}', {
    stale: ['/v1/me', ...walletReads],
    onDone: () => {
      setRemoving(null)
      notifications.show({ message: t('me.contactRemoved'), color: 'green' })
    },
  })
  return (
    <>
      <ul className={classes['contacts']}>
        {contacts.map((contact) => (
          <li key={contact.id}>
            <span className={classes['contact']}>
              <span className={classes['kind']}>{t(`me.contactKind.${contact.kind}`)}</span>
              {shownContact(contact.value)}
            </span>
            {contact.provenAt === null && <StatusBadge tone="waiting">{t('me.unprovenContact')}</StatusBadge>}
            {contacts.length > 1 && (
              <Button
                variant="subtle"
                flex="none"
                color="gray"
                aria-label={t('me.removeContact', { value: shownContact(contact.value) })}
                onClick={() => {
                  remove.reset()
                  setRemoving(contact)
                }}
              >
                {t('me.remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      <Button
        variant="light"
        leftSection={<IconPlus size={18} aria-hidden />}
        onClick={() => setAdding(true)}
      >
        {t('me.addContact')}
      </Button>
      <AddContact opened={adding} onClose={() => setAdding(false)} />
      <Confirm
        opened={removing !== null}
        title={t('me.removeTitle')}
        confirmLabel={t('me.remove')}
        loss
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => removing && remove.mutate({ params: { path: { contactId: removing.id } } })}
        onClose={() => setRemoving(null)}
      >
        <Text size="sm" lh={1.8}>
          {removing && t('me.removeText', { value: shownContact(removing.value) })}
        </Text>
      </Confirm>
    </>
  )
}
