import type { Hono } from 'hono'
import { dayAt, instantOf } from '../../shared/time/instant.ts'
import { ConfirmForm } from '../components/confirm-form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Notice } from '../components/parts.tsx'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type WebEnv } from '../visit.ts'
import { SchoolPage } from './frame.tsx'

/** Asks before everything that the school keeps is downloaded. */
export function EverythingPage({ reader }: { reader: Reader }) {
  const { t } = reader
  return (
    <SchoolPage reader={reader} title={t('everything.title')}>
      <PageHead
        t={t}
        crumbs={[{ href: schoolRoutes.settings(), label: t('settings.title') }]}
        title={t('everything.title')}
      />
      <p>{t('everything.text')}</p>
      <Notice tone="warning">{t('everything.personal')}</Notice>
      <ConfirmForm
        t={t}
        action={schoolRoutes.everything()}
        button={t('everything.title')}
        kind="main"
        back={schoolRoutes.settings()}
      />
    </SchoolPage>
  )
}

/** Registers the download of everything, and the page that asks before it. */
export function registerEverything(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.everything(), (c) => {
    organizerOf(c)
    return show(c, <EverythingPage reader={c.get('reader')} />)
  })
  onPost(app, schoolRoutes.everything(), {
    by: organizerOf,
    run: async ({ c, context, school }) => {
      const { archiveAnswer } = await import('../../shared/archive/archive.operations.ts')
      const { pictures, largestAnswer } = c.get('services')
      return archiveAnswer(context, pictures, { school: school.id, largest: largestAnswer })
    },
    done: ({ c, context, school }, archive) => {
      const day = dayAt(instantOf(context.now()), school.timeZone)
      c.header('content-type', 'application/zip')
      c.header('content-disposition', `attachment; filename="convite-${day}.zip"`)
      return c.body(archive)
    },
  })
}
