import type { Hono } from 'hono'
import { issueLink, readFamily } from '../../shared/family/family.operations.ts'
import type { Family } from '../../shared/family/family.ts'
import { endCaregiverLink } from '../../shared/family/standing-link.operations.ts'
import { standingToken } from '../../shared/family/standing-link.ts'
import { Button, ErrorSummary, Flag, Form } from '../components/form.tsx'
import { PageHead } from '../components/page-head.tsx'
import { Card, Notice } from '../components/parts.tsx'
import { QrCode } from '../components/qr-code.tsx'
import { CopyButton, ShareScript } from '../components/share.tsx'
import type { FormState } from '../form.ts'
import { letScriptsRun } from '../policy.ts'
import { onPost } from '../post.ts'
import { routes } from '../routes.ts'
import { schoolRoutes } from '../school-routes.ts'
import { organizerOf, type Reader, show, type Visit, type WebEnv } from '../visit.ts'
import { caregiverName } from './family.tsx'
import { FamilyLinkPage } from './family-link.tsx'
import { SchoolPage } from './frame.tsx'
import { noteRead } from './viewed.ts'

/** A family with the addresses of its standing links: its own, and by id those of its caregivers. */
type LinksView = {
  family: Family
  address: string
  addresses: ReadonlyMap<string, string>
  /** The caregiver whose link was just ended. */
  ended: string | undefined
}

/** A family's standing links, to copy, to show, and to end. */
export function FamilyLinksPage({
  reader,
  view,
  form,
}: {
  reader: Reader
  view: LinksView
  form: FormState
}) {
  const { t } = reader
  const { family, address, ended } = view
  const title = t('family.linksTitle', { family: family.name })
  const parted = family.caregivers.find(({ id }) => id === ended)
  return (
    <SchoolPage look="share" reader={reader} title={title}>
      <Head reader={reader} family={family} />
      {parted && <Notice tone="done">{t('family.linkEnded', { name: caregiverName(parted) })}</Notice>}
      <ErrorSummary t={t} form={form} />
      <div class="beside">
        <section class="card">
          <h2>{t('family.linkWhole')}</h2>
          <LinkField t={t} id="whole" address={address} label={t('family.linkWhole')} />
          <QrCode address={address} label={t('family.linkQr')} />
        </section>
        <div class="stack">
          {family.caregivers.length > 0 && <CaregiverLinks reader={reader} view={view} />}
          <NewLink reader={reader} family={family} />
        </div>
      </div>
      <ShareScript />
    </SchoolPage>
  )
}

function Head({ reader: { t }, family }: { reader: Reader; family: Family }) {
  return (
    <PageHead
      t={t}
      crumbs={[
        { href: schoolRoutes.families(), label: t('families.title') },
        { href: schoolRoutes.family(family.id), label: family.name },
      ]}
      title={t('family.linksTitle', { family: family.name })}
      answer={<p class="soft">{t('family.linkStanding')}</p>}
    />
  )
}

type FieldProps = { t: Reader['t']; id: string; address: string; label: string }

/** A link to copy; without a script it stands there to select. */
function LinkField({ t, id, address, label }: FieldProps) {
  return (
    <div class="link">
      <input id={id} readonly value={address} dir="ltr" aria-label={label} />
      <span data-scripted="copy" hidden>
        <CopyButton t={t} of={id} what={label} />
      </span>
    </div>
  )
}

function CaregiverLinks({ reader: { t }, view: { family, addresses } }: { reader: Reader; view: LinksView }) {
  return (
    <section class="card">
      <h2>{t('family.linkOwn')}</h2>
      <p class="soft">{t('family.linkOwnText')}</p>
      {family.caregivers.map((caregiver) => {
        const name = caregiverName(caregiver)
        const address = addresses.get(caregiver.id) ?? ''
        const label = t('family.linkOf', { name })
        return (
          <details>
            <summary>
              <bdi>{name}</bdi>
            </summary>
            <LinkField t={t} id={`link-${caregiver.id}`} address={address} label={label} />
            <QrCode address={address} label={label} />
            <Form action={schoolRoutes.endLink(family.id, caregiver.id)}>
              <Button kind="quiet">{t('family.linkEnd', { name })}</Button>
            </Form>
          </details>
        )
      })}
    </section>
  )
}

/** Ends every link of the family at once: a step of its own. */
function NewLink({ reader: { t }, family }: { reader: Reader; family: Family }) {
  return (
    <Card title={t('family.linkButton')}>
      <p class="soft">{t('family.linkAgain')}</p>
      <Form action={schoolRoutes.familyLink(family.id)}>
        <Flag form={{}} name="devices" label={t('family.linkDevices')} />
        <Button kind="quiet">{t('family.linkButton')}</Button>
      </Form>
    </Card>
  )
}

async function answer(c: Visit, id: string, form: FormState = {}): Promise<Response> {
  const { school } = organizerOf(c)
  const family = await noteRead(c, 'links', readFamily(c.get('context'), school.id, id))
  const { cookieKey } = c.get('services')
  const addressOf = (caregiver?: string) => {
    const owner = { school: school.id, family: id, ...(caregiver && { caregiver }) }
    return c.get('origin') + routes.familyLink(standingToken(cookieKey, owner, family))
  }
  letScriptsRun(c)
  const view = {
    family,
    address: addressOf(),
    addresses: new Map(family.caregivers.map((one) => [one.id, addressOf(one.id)])),
    ended: c.req.query('ended'),
  }
  return show(c, <FamilyLinksPage reader={c.get('reader')} view={view} form={form} />)
}

/** Registers a family's links: to see, to end one caregiver's, and to end all for a new one. */
export function registerFamilyLink(app: Hono<WebEnv>): void {
  app.get(schoolRoutes.familyLink(':family'), (c) => answer(c, c.req.param('family')))
  onPost(app, schoolRoutes.familyLink(':family'), {
    by: organizerOf,
    run: async ({ context, school, params: { family: id }, form }) => {
      const link = await issueLink(context, school.id, id, { signOut: form.text('devices') !== '' })
      return { link, family: await readFamily(context, school.id, id) }
    },
    // Answers with a page, since the token must not be in an address.
    done: ({ c }, issued) => {
      const origin = c.get('origin')
      return show(c, <FamilyLinkPage reader={c.get('reader')} {...issued} origin={origin} />)
    },
    again: ({ c, params }, { trouble }) => answer(c, params.family, trouble ? { trouble } : {}),
  })
  onPost(app, schoolRoutes.endLink(':family', ':caregiver'), {
    by: organizerOf,
    run: ({ context, school, params }) =>
      endCaregiverLink(context, school.id, params.family, params.caregiver),
    done: ({ params }) => `${schoolRoutes.familyLink(params.family)}?ended=${params.caregiver}`,
    again: ({ c, params }, { trouble }) => answer(c, params.family, trouble ? { trouble } : {}),
  })
}
