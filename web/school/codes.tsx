import type { Hono } from 'hono'
import {
  type CodedFamily,
  type CodeList,
  listCodes,
  readCoded,
} from '../../shared/family/code-sheet.operations.ts'
import { Icon } from '../components/icon.tsx'
import { PageHead } from '../components/page-head.tsx'
import { ButtonLink, Notice } from '../components/parts.tsx'
import { ShareScript } from '../components/share.tsx'
import { letScriptsRun } from '../policy.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { registerCodesFile } from './codes-file.tsx'
import { CodesForm } from './codes-form.tsx'
import { CardsToCut, LabelSheets, linksIn } from './codes-sheet.tsx'
import { type CodesAsked, codesAddress, codesAsked, MEDIA, pageSize, SHOWN_AT_FIRST } from './codes-view.ts'
import { SchoolPage } from './frame.tsx'
import { noteViewed } from './viewed.ts'

/** The codes of families: which were asked for, those of this page, and the links that they open. */
export type CodesView = {
  asked: CodesAsked
  list: CodeList
  families: readonly CodedFamily[]
  links: ReadonlyMap<string, string>
}

type Props = { reader: Reader; view: CodesView }

/** Every family's code, to cut or on labels. The links that were given before stay valid. */
export function CodesPage({ reader, view }: Props) {
  const { t } = reader
  const { asked, list, families } = view
  const title = list.found > 0 ? t('codes.title', { count: list.found }) : t('codes.nobody')
  return (
    <SchoolPage look={MEDIA[asked.on].look} reader={reader} title={title}>
      <div class="no-print">
        <PageHead
          t={t}
          crumbs={[{ href: schoolRoutes.families(), label: t('families.title') }]}
          title={title}
          answer={<p class="soft">{t(list.found > 0 ? 'codes.text' : 'codes.nobodyText')}</p>}
          actions={families.length > 0 && <PrintButton t={t} count={families.length} />}
        />
        {list.choices.whom.all > 0 && <CodesForm {...{ reader, asked }} {...list} />}
        {list.found > 0 ? <Care reader={reader} view={view} /> : <Others reader={reader} view={view} />}
      </div>
      <FoldRest t={t} count={families.length} />
      {asked.on === 'cut' ? (
        <CardsToCut reader={reader} view={view} />
      ) : (
        <LabelSheets reader={reader} view={view} size={MEDIA[asked.on].sheet} />
      )}
      <ShareScript />
    </SchoolPage>
  )
}

type CountProps = { t: Reader['t']; count: number }

function PrintButton({ t, count }: CountProps) {
  return (
    <button type="button" id="print" data-scripted="print" hidden>
      <Icon name="printer" />
      {t('codes.print', { count })}
    </button>
  )
}

/** On a screen the first codes show what is printed, and a tick shows the rest; on paper they are there in any case. */
function FoldRest({ t, count }: CountProps) {
  if (count <= SHOWN_AT_FIRST) return null
  return (
    <>
      <input type="checkbox" id="all" class="no-print" />
      <label for="all" class="no-print">
        {t('families.showAll', { count })}
      </label>
    </>
  )
}

/** What to know before one prints. */
function Care({ reader, view }: Props) {
  const { t } = reader
  return (
    <>
      <div class="notice leaving">
        <Icon name="printer" />
        <div>
          <p>
            {t('codes.care')} {t(view.asked.on === 'cut' ? 'print.how' : 'codes.exact')}
          </p>
          <a href={codesAddress(schoolRoutes.codesFile(), view.asked)}>{t('codes.file')}</a>
        </div>
      </div>
      <Parts reader={reader} view={view} />
    </>
  )
}

/** The parts of a large school, each as many sheets as a printer takes in one go. */
function Parts({ reader: { t }, view: { asked, list } }: Props) {
  const size = pageSize(asked.on)
  if (list.found <= size) return null
  const parts = Array.from({ length: Math.ceil(list.found / size) }, (_, part) => part * size)
  return (
    <nav aria-label={t('codes.parts')} class="pages">
      {parts.map((from) => (
        <a
          href={codesAddress(schoolRoutes.codes(), asked, from)}
          {...(from === list.from && { 'aria-current': 'page' as const })}
        >
          {from + 1}–{Math.min(from + size, list.found)}
        </a>
      ))}
    </nav>
  )
}

/** Where no family is chosen: nothing is printed, and where to go on. */
function Others({ reader: { t }, view: { list } }: Props) {
  if (list.choices.whom.all === 0) return <Notice>{t('families.none')}</Notice>
  return (
    <p>
      <ButtonLink kind="quiet" href={schoolRoutes.codes()}>
        {t('families.showAll', { count: list.choices.whom.all })}
      </ButtonLink>
    </p>
  )
}

async function answer(c: Visit): Promise<Response> {
  const { school } = organizerOf(c)
  const asked = codesAsked((name) => c.req.query(name)?.trim())
  const from = Number(c.req.query('from') ?? 0)
  const size = pageSize(asked.on)
  const part = { from: Number.isInteger(from) && from > 0 ? from - (from % size) : 0, size }
  const list = await listCodes(c.get('context'), school.id, asked.query, part)
  const ids = list.places.map(({ id }) => id)
  noteViewed(c, 'links', ids)
  const families = await readCoded(c.get('context'), school.id, list.places)
  const links = linksIn(c, school.id, families)
  letScriptsRun(c)
  return show(c, <CodesPage reader={c.get('reader')} view={{ asked, list, families, links }} />)
}

/** Registers the codes of all families, and the file for a mail merge. */
export function registerCodes(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.codes(), answer)
  registerCodesFile(app)
}
