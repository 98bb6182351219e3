import type { RefusalCode, RefusalDetails } from '../../shared/access/refusal.ts'
import { Page } from '../components/layout.tsx'
import { ButtonLink } from '../components/parts.tsx'
import { refusalText } from '../messages/refusal-text.ts'
import { REFUSAL_STATUS } from '../refusal-status.ts'
import { familyRoutes, routes, schoolRoutes } from '../routes.ts'
import { type Reader, show, type Visit } from '../visit.ts'

type Shown = { reader: Reader; code?: RefusalCode; details?: RefusalDetails; reference?: string }

/** Answers with a calm page for what did not work, and the refusal's status; a fault's is 500. */
export function showError(c: Visit, shown: Shown): Promise<Response> {
  return show(c, <ErrorPage {...shown} />, shown.code ? REFUSAL_STATUS[shown.code] : 500)
}

/** What did not work: a refusal in words, or a fault with its reference. */
function ErrorPage({ reader, code, details, reference }: Shown) {
  const { t, actor } = reader
  const homes = { family: familyRoutes.home(), member: schoolRoutes.today() }
  const home = actor.kind === 'family' || actor.kind === 'member' ? homes[actor.kind] : routes.welcome()
  const title = code ? t('fault.refused') : t('fault.title')
  return (
    <Page reader={reader} title={title}>
      <h1>{title}</h1>
      <p>{code ? refusalText(t, code, details) : t('fault.text')}</p>
      {reference && <p>{t('fault.reference', { reference })}</p>}
      <ButtonLink href={home}>{t('fault.home')}</ButtonLink>
    </Page>
  )
}
