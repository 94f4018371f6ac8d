import { Button, Group, NumberInput, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useWrite } from '#api/query.ts'
import { fieldErrorText } from '#kit/i18n/error-text.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { ErrorLine } from '#kit/states/error-line.tsx'
import { useT } from '../../messages.ts'
import { useGo } from '../../navigation.tsx'
import { paths } from '../../paths.ts'
import { useDevice } from '../../till/device.ts'

/** The float that lies in the drawer, and the day begins. */
export function OpenDay() {
  const t = useT()
  const go = useGo()
  const { language } = useLanguage()
  const { store, register } = useDevice()
  const [cash, setCash] = useState<number | string>('')
  const open = useWrite('post', '/v1/stores/{storeCode}/register-days', {
    stale: ['/v1/stores/{storeCode}/register-days/current'],
    onDone: () => go(paths.sale()),
  })
  const refused = fieldErrorText(open.error, 'openingCash', language)
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        if (typeof cash !== 'number') return
        open.mutate({
          params: { path: { storeCode: store.code } },
          body: { register, openingCash: cash },
        })
      }}
    >
      <Stack gap="md" maw={480}>
        <Title order={2}>{t('open.title')}</Title>
        <Text lh={1.8}>{t('open.text')}</Text>
        <NumberInput
          label={t('open.cash')}
          suffix={store.currency === 'JPY' ? ' 円' : ` ${store.currency}`}
          thousandSeparator=","
          min={0}
          max={1_000_000_000}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          data-autofocus
          value={cash}
          error={refused}
          onChange={setCash}
        />
        {!refused && <ErrorLine error={open.error} />}
        <Group>
          <Button type="submit" size="lg" loading={open.isPending} disabled={typeof cash !== 'number'}>
            {t('open.do')}
          </Button>
          <Button variant="subtle" size="lg" onClick={() => go(paths.setUp())}>
            {t('setUp.change')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
