import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useWrite } from '#api/query.ts'
import type { KioskSession } from '#api/types.ts'
import { asRefusal } from '#kit/i18n/error-text.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { Brand } from '#kit/shell/brand.tsx'
import { LanguageSwitch } from '#kit/shell/preferences.tsx'
import { TestBadge } from '#kit/shell/test-badge.tsx'
import { Choose } from './choose.tsx'
import { Done } from './done.tsx'
import { Idle } from './idle.tsx'
import classes from './kiosk.module.css'
import { Welcome } from './welcome.tsx'

type Stage =
  | { at: 'welcome'; over: boolean }
  | { at: 'choose'; session: KioskSession }
  | { at: 'done'; count: number }

/**
 * The store's page for buyers: the member code opens it for one of them, and everything of theirs is gone when they
 * end, when their coupons are chosen, or when nobody touches it for a minute.
 */
export function Kiosk({ store, test }: { store: { code: string; name: string }; test: boolean }) {
  const queries = useQueryClient()
  const { language, setLanguage } = useLanguage()
  const home = useRef(language)
  const [stage, setStage] = useState<Stage>({ at: 'welcome', over: false })
  const open = useWrite('post', '/v1/kiosk/sessions', {
    onDone: (session) => setStage({ at: 'choose', session }),
  })

  function end(over = false) {
    setStage({ at: 'welcome', over })
    setLanguage(home.current)
    open.reset()
    // Answers of writes are kept for a while; those here are somebody's coupons.
    queries.getMutationCache().clear()
  }

  return (
    <div className={classes['kiosk']}>
      <header className={classes['top']}>
        <span>
          <Brand />
          {test && <TestBadge />}
        </span>
        <strong>{store.name}</strong>
        <LanguageSwitch label={false} />
      </header>
      <main className={classes['main']}>
        {stage.at === 'welcome' && (
          <Welcome
            over={stage.over}
            busy={open.isPending}
            error={open.error}
            onToken={(memberToken) => {
              if (!open.isPending) open.mutate({ body: { storeCode: store.code, memberToken } })
            }}
          />
        )}
        {stage.at === 'choose' && (
          <Choose
            session={stage.session}
            onEnd={() => end()}
            onDone={(count) => setStage({ at: 'done', count })}
            onRefused={(error) => asRefusal(error).code === 'kiosk_token_invalid' && end(true)}
          />
        )}
        {stage.at === 'done' && <Done count={stage.count} onEnd={() => end()} />}
      </main>
      {stage.at === 'choose' && <Idle onOver={() => end(true)} />}
    </div>
  )
}
