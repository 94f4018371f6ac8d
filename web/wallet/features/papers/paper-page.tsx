import { Button, Group, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { IconCreditCard, IconDownload, IconExternalLink } from '@tabler/icons-react'
import { useState } from 'react'
import { q } from '#api/query.ts'
import { useLanguage } from '#kit/i18n/language.tsx'
import { PageHeader } from '#kit/shell/page-header.tsx'
import { Loadable } from '#kit/states/loadable.tsx'
import { SkeletonCards } from '#kit/states/skeletons.tsx'
import { BackLink } from '../../parts/back-link.tsx'
import { LinkRow } from '../../parts/link-row.tsx'
import { usePapersT } from './messages.ts'
import classes from './papers.module.css'

const route = getRouteApi('/frame/papers/$paperId')

/** One paper as it was issued, to read and to keep. */
export function PaperPage() {
  const t = usePapersT()
  const { paperId } = route.useParams()
  const { language } = useLanguage()
  const paper = useQuery(q('/v1/papers/{paperId}', { params: { path: { paperId } } }))
  const address = (kind: 'page' | 'document') => `/v1/papers/${paperId}/${kind}?language=${language}`
  return (
    <>
      <BackLink to="/papers" />
      <Loadable state={paper} skeleton={<SkeletonCards count={1} height={420} />}>
        {({ title, storeName, number, subject }) => (
          <>
            <PageHeader
              title={title[language]}
              description={
                <>
                  {storeName} · <span className="figures">{t('number', { number })}</span>
                </>
              }
            />
            <Sheet title={t('frame')} address={address('page')} />
            <Group gap="sm" mt="md" grow preventGrowOverflow={false}>
              <Button
                component="a"
                href={address('document')}
                download={`${number}.pdf`}
                leftSection={<IconDownload size={18} aria-hidden />}
              >
                {t('download')}
              </Button>
              <Button
                component="a"
                href={address('page')}
                target="_blank"
                rel="noreferrer"
                variant="default"
                leftSection={<IconExternalLink size={18} aria-hidden />}
              >
                {t('open')}
              </Button>
            </Group>
            {subject.kind === 'settlement' && (
              <Stack mt="md">
                <LinkRow
                  to="/payments/$settlementId"
                  params={{ settlementId: subject.id }}
                  icon={<IconCreditCard size={24} aria-hidden />}
                >
                  {t('payment')}
                </LinkRow>
              </Stack>
            )}
          </>
        )}
      </Loadable>
    </>
  )
}

/** The server's own page of the paper, as high as it is. */
function Sheet({ title, address }: { title: string; address: string }) {
  const [height, setHeight] = useState(160)
  return (
    <iframe
      className={classes['sheet']}
      title={title}
      sandbox="allow-same-origin"
      src={address}
      height={height}
      onLoad={(event) => {
        const root = event.currentTarget.contentDocument?.documentElement
        if (root) setHeight(root.scrollHeight + 2)
      }}
    />
  )
}
