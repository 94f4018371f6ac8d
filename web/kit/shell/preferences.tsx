import { Input, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { useKitT } from '../i18n/kit-messages.ts'
import { isLanguage, languageNames, languages, useLanguage } from '../i18n/language.tsx'
import type { Language } from '../i18n/language.tsx'

/** Light, dark, or as the device says. */
export function AppearanceSwitch({ label = true }: { label?: boolean }) {
  const t = useKitT()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const control = (
    <SegmentedControl
      fullWidth
      aria-label={t('appearance')}
      value={colorScheme}
      onChange={(value) => setColorScheme(value as 'auto' | 'light' | 'dark')}
      data={[
        { value: 'auto', label: t('appearanceAuto') },
        { value: 'light', label: t('appearanceLight') },
        { value: 'dark', label: t('appearanceDark') },
      ]}
    />
  )
  return label ? <Input.Wrapper label={t('appearance')}>{control}</Input.Wrapper> : control
}

/** The three languages, each by its own name. */
export function LanguageSwitch({
  onChosen,
  label = true,
}: {
  onChosen?: (language: Language) => void
  label?: boolean
}) {
  const t = useKitT()
  const { language, setLanguage } = useLanguage()
  const control = (
    <SegmentedControl
      fullWidth
      aria-label={t('language')}
      value={language}
      onChange={(value) => {
        if (!isLanguage(value)) return
        setLanguage(value)
        onChosen?.(value)
      }}
      data={languages.map((value) => ({ value, label: <span lang={value}>{languageNames[value]}</span> }))}
    />
  )
  return label ? <Input.Wrapper label={t('language')}>{control}</Input.Wrapper> : control
}
