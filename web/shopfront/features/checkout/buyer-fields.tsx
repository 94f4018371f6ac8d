import { Input, SegmentedControl, TextInput, Textarea } from '@mantine/core'
import { useT } from '../../messages.ts'
import type { Buyer, BuyerField } from './buyer.ts'
import classes from './checkout.module.css'

type Props = {
  buyer: Buyer
  onChange: (buyer: Buyer) => void
  faultOf: (field: BuyerField) => string | undefined
}

export function BuyerFields({ buyer, onChange, faultOf }: Props) {
  const t = useT()
  const { by } = buyer
  return (
    <div className={classes['fields']}>
      <TextInput
        label={t('checkout.name')}
        placeholder={t('checkout.nameHint')}
        name="name"
        autoComplete="name"
        maxLength={100}
        value={buyer.name}
        error={faultOf('name')}
        onChange={(event) => onChange({ ...buyer, name: event.currentTarget.value })}
      />
      <Input.Wrapper label={t('checkout.contactBy')} labelElement="div">
        <SegmentedControl
          fullWidth
          size="md"
          aria-label={t('checkout.contactBy')}
          value={by}
          onChange={(next) => onChange({ ...buyer, by: next as Buyer['by'] })}
          data={[
            { value: 'email', label: t('checkout.email') },
            { value: 'phone', label: t('checkout.phone') },
          ]}
        />
      </Input.Wrapper>
      <TextInput
        key={by}
        label={t(`checkout.${by}`)}
        description={t('checkout.contactHint')}
        type={by === 'email' ? 'email' : 'tel'}
        name={by === 'email' ? 'email' : 'tel'}
        autoComplete={by === 'email' ? 'email' : 'tel'}
        placeholder={by === 'email' ? 'hanako@example.jp' : '090-1234-5678'}
        maxLength={by === 'email' ? 254 : 30}
        value={buyer[by]}
        error={faultOf(by)}
        onChange={(event) => onChange({ ...buyer, [by]: event.currentTarget.value })}
      />
      <Textarea
        label={t('checkout.address')}
        placeholder={t('checkout.addressHint')}
        name="street-address"
        autoComplete="street-address"
        autosize
        minRows={2}
        maxLength={300}
        value={buyer.address}
        error={faultOf('address')}
        onChange={(event) => onChange({ ...buyer, address: event.currentTarget.value })}
      />
    </div>
  )
}
