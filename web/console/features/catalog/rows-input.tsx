import { Button, FileButton, Text, Textarea } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useRef, useState } from 'react'
import classes from './catalog.module.css'
import { useT } from './messages.ts'

type Props = { text: string; onText: (text: string) => void; disabled: boolean }

const example = `[
  { "code": "TV-55X90", "name": "55V型 4K有機ELテレビ", "maker": "Mamori Denki",
    "category": "テレビ", "price": 198000, "makerWarrantyMonths": 12 }
]`
/** More than this a text field cannot show without getting slow; the rows are there all the same. */
const shownCharacters = 200_000
/** Browsers take a paste line by line, which takes them half a minute for some thousand lines. */
const slowPaste = 20_000

/** A file chosen or dropped, or text pasted. */
export function RowsInput({ text, onText, disabled }: Props) {
  const t = useT()
  const [name, setName] = useState('')
  const [isOver, setOver] = useState(false)
  const resetFile = useRef<() => void>(null)

  async function take(file: File | null | undefined) {
    if (!file) return
    setName(file.name)
    // The same file can be chosen again after it was mended.
    resetFile.current?.()
    onText(await file.text())
  }
  return (
    <>
      <div
        className={classes['drop']}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          if (!disabled) void take(event.dataTransfer.files[0])
        }}
      >
        <FileButton
          resetRef={resetFile}
          onChange={(file) => void take(file)}
          accept=".json,.ndjson,.jsonl,application/json,application/x-ndjson"
          disabled={disabled}
        >
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconUpload size={18} aria-hidden />}>
              {t('chooseFile')}
            </Button>
          )}
        </FileButton>
        <Text size="sm" c="dimmed">
          {name === '' ? t('orDrop') : name}
        </Text>
        {text !== '' && (
          <Button
            variant="subtle"
            color="gray"
            size="sm"
            disabled={disabled}
            onClick={() => {
              setName('')
              onText('')
            }}
          >
            {t('clear')}
          </Button>
        )}
      </div>
      {text.length <= shownCharacters && (
        <Textarea
          mt="md"
          label={t('paste')}
          description={t('pasteHint')}
          placeholder={example}
          value={text}
          disabled={disabled}
          rows={10}
          wrap="off"
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
          onChange={(event) => {
            setName('')
            onText(event.currentTarget.value)
          }}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text/plain')
            if (pasted.length < slowPaste) return
            event.preventDefault()
            const { value, selectionStart, selectionEnd } = event.currentTarget
            setName('')
            onText(value.slice(0, selectionStart) + pasted + value.slice(selectionEnd))
          }}
        />
      )}
    </>
  )
}
