import type { Hono } from 'hono'
import {
  type CodedFamily,
  type CodeList,
  listCodes,
  readCoded,
} from '../../shared/family/code-sheet.operations.ts'
import { ConfirmForm } from '../components/confirm-form.tsx'
import { groupNames } from '../components/group-name.ts'
import { PageHead } from '../components/page-head.tsx'
import { Notice } from '../components/parts.tsx'
import { ownLanguageName } from '../messages/format.ts'
import { onPost } from '../post.ts'
import { schoolRoutes } from '../school-routes.ts'
import { type Sheet, sendSheet } from '../spreadsheet.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { linksIn } from './codes-sheet.tsx'
import { type CodesAsked, codesAddress, codesAsked, codesFields } from './codes-view.ts'
import { caregiverName } from './family.tsx'
import { SchoolPage } from './frame.tsx'
import { noteViewed } from './viewed.ts'

type Props = { reader: Reader; asked: CodesAsked; found: number }

/** Asks before a file with the links of many families is made. */
export function CodesFilePage({ reader, asked, found }: Props) {
  const { t } = reader
  const back = codesAddress(schoolRoutes.codes(), asked)
  const title = found > 0 ? t('codes.fileTitle', { count: found }) : t('codes.nobody')
  return (
    <SchoolPage look="codes" reader={reader} title={title}>
      <PageHead
        t={t}
        crumbs={[
          { href: schoolRoutes.families(), label: t('families.title') },
          { href: back, label: t('codes.open') },
        ]}
        title={title}
      />
      {found === 0 ? (
        <Notice>{t('codes.nobodyText')}</Notice>
      ) : (
        <>
          <Notice tone="warning">{t('codes.fileText')}</Notice>
          <ConfirmForm
            t={t}
            action={schoolRoutes.codesFile()}
            fields={codesFields(asked)}
            button={t('codes.fileButton')}
            kind="main"
            back={back}
          />
        </>
      )}
    </SchoolPage>
  )
}

function sheetOf(c: Visit, school: string, families: readonly CodedFamily[]): Sheet {
  const reader = c.get('reader')
  const { t } = reader
  const heads = [
    'families.name',
    'families.caregivers',
    'family.written',
    'families.groups',
    'chosen.link',
  ] as const
  const links = linksIn(c, school, families)
  const rows = families.map(({ family }) => [
    family.name,
    family.caregivers.map(caregiverName).join(', '),
    ownLanguageName(family.writtenLanguage),
    groupNames(reader, family.groups),
    links.get(family.id) ?? '',
  ])
  return { title: t('codes.open'), heads: heads.map((head) => t(head)), rows }
}

const ALL = { from: 0, size: Number.POSITIVE_INFINITY }

function listed(c: Visit, { query }: CodesAsked): Promise<CodeList> {
  return listCodes(c.get('context'), organizerOf(c).school.id, query, ALL)
}

async function ask(c: Visit, asked: CodesAsked): Promise<Response> {
  const { found } = await listed(c, asked)
  return show(c, <CodesFilePage reader={c.get('reader')} asked={asked} found={found} />)
}

/** Registers the file for a mail merge, and the page that asks before it. */
export function registerCodesFile(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.codesFile(), (c) =>
    ask(
      c,
      codesAsked((name) => c.req.query(name)?.trim()),
    ),
  )
  onPost(app, schoolRoutes.codesFile(), {
    by: organizerOf,
    run: async ({ c, context, school, form }) => {
      const { places } = await listed(c, codesAsked(form.text))
      const ids = places.map(({ id }) => id)
      noteViewed(c, 'file', ids)
      return readCoded(context, school.id, places)
    },
    done: ({ c, school, form }, families) => {
      if (families.length === 0) {
        c.status(422)
        return ask(c, codesAsked(form.text))
      }
      return sendSheet(c, 'links', sheetOf(c, school.id, families), 'csv')
    },
  })
}
