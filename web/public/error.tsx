import type { RefusalCode, RefusalDetails } from '../../shared/access/refusal.ts'
import { Page } from '../components/layout.tsx'
import { ButtonLink } from '../components/parts.tsx'
import { learn } from '../messages/catalogue.ts'
import { refusalText } from '../messages/refusal-text.ts'
import { pageBefore } from '../page-address.ts'
import { REFUSAL_STATUS } from '../refusal-status.ts'
import { familyRoutes, routes } from '../routes.ts'
import { schoolRoutes } from '../school-routes.ts'
import { type Reader, show, type Visit } from '../visit.ts'

type Shown = { reader: Reader; code?: RefusalCode; details?: RefusalDetails; reference?: string }

/**
 * Answers with a calm page for what did not work, and the refusal's status; a fault's is 500. A member keeps the team's
 * frame.
 */
export async function showError(c: Visit, shown: Shown): Promise<Response> {
  const Frame = shown.reader.actor.kind === 'member' ? await teamFrame() : Page
  const page = <ErrorPage {...shown} Frame={Frame} back={wayBack(c)} />
  return show(c, page, shown.code ? REFUSAL_STATUS[shown.code] : 500)
}

// Loaded only for members: its texts and links are the team's.
async function teamFrame(): Promise<typeof Page> {
  const [{ SchoolPage }, { en }] = await Promise.all([
    import('../school/frame.tsx'),
    import('../messages/school/en.ts'),
  ])
  learn(en)
  return SchoolPage
}

/** The page of ours from which the reader came, if it is another than this. */
function wayBack(c: Visit): string | undefined {
  const before = pageBefore(c)
  if (!before || (c.req.method === 'GET' && before.pathname === c.req.path)) return undefined
  return before.pathname + before.search
}

type ErrorPageProps = Shown & { Frame: typeof Page; back: string | undefined }

/** What did not work: a refusal in words, or a fault with its reference; and the ways on. */
function ErrorPage({ reader, code, details, reference, Frame, back }: ErrorPageProps) {
  const { t, actor } = reader
  const homes = { family: familyRoutes.home(), member: schoolRoutes.today() }
  const home = actor.kind === 'family' || actor.kind === 'member' ? homes[actor.kind] : routes.welcome()
  const title = code ? t('fault.refused') : t('fault.title')
  return (
    <Frame reader={reader} title={title}>
      <h1>{title}</h1>
      <p>{code ? refusalText(t, code, details) : t('fault.text')}</p>
      {reference && <p>{t('fault.reference', { reference })}</p>}
      <div class="actions">
        {back && <ButtonLink href={back}>{t('fault.back')}</ButtonLink>}
        <ButtonLink href={home} kind={back ? 'quiet' : 'main'}>
          {t('fault.home')}
        </ButtonLink>
      </div>
    </Frame>
  )
}
