import type { Child, PropsWithChildren } from 'hono/jsx'
import type { Workshop } from '../../shared/workshop/workshop.ts'
import {
  direction,
  loadLanguages,
  ownLanguageNames,
  type PageLanguage,
  pageLanguageOf,
  translator,
} from '../messages/catalogue.ts'
import { languageName } from '../messages/format.ts'
import { letScriptsRun } from '../policy.ts'
import { routes } from '../routes.ts'
import type { Reader, Visit } from '../visit.ts'
import { Icon, type IconName } from './icon.tsx'
import { QrCode } from './qr-code.tsx'
import { SHARE_PICTURE_NAME } from './share-picture.ts'
import { SHARE_SCRIPT_NAME } from './share-script.ts'
import {
  type Preview,
  previewOf,
  publicAddress,
  type Unshared,
  unsharedBecause,
  WHATSAPP,
  waysOf,
  wordsOf,
} from './share-view.ts'

/** What a page to share from shows: the words in the chosen language, the link, and its preview. */
export type ShareView = {
  workshop: Workshop
  unshared: Unshared | undefined
  language: PageLanguage
  languages: readonly PageLanguage[]
  words: string
  address: string
  preview: Preview
}

/** What there is to share in the language that is asked for, else in the reader's, of those that the school serves. */
export async function shareView(c: Visit, workshop: Workshop): Promise<ShareView> {
  const reader = c.get('reader')
  const asked = c.req.query('language')
  const served = (reader.school?.languages ?? []).flatMap((one) => pageLanguageOf(one) ?? [])
  const languages = [...new Set([...served, reader.language])]
  const language = languages.find((one) => one === asked) ?? reader.language
  await loadLanguages([language])
  const speaker = { ...reader, language, t: translator(language) }
  const address = publicAddress(c.get('origin'), workshop.id, language)
  const words = wordsOf(speaker, workshop, address)
  const unshared = unsharedBecause(workshop)
  if (!unshared) letScriptsRun(c)
  return { workshop, unshared, language, languages, words, address, preview: previewOf(speaker, workshop) }
}

type Props = { reader: Reader; view: ShareView }

/** The languages that words can be sent in; `look` is the class of such a list on the page. */
export function ShareLanguages({ reader, view, look }: Props & { look: string }) {
  return (
    <nav class={look} aria-label={reader.t('share.language')}>
      <ul>
        {ownLanguageNames()
          .filter(({ tag }) => view.languages.includes(tag))
          .map(({ tag, name }) => (
            <li>
              <a
                href={`?language=${tag}`}
                lang={tag}
                hreflang={tag}
                dir={direction(tag)}
                {...(tag === view.language && { 'aria-current': 'true' as const })}
              >
                {name}
              </a>
            </li>
          ))}
      </ul>
    </nav>
  )
}

/** The words, and the ways to send them. */
export function ShareWords({ reader, view: { words, language, preview } }: Props) {
  const { t } = reader
  const { whatsApp, sms, email } = waysOf(preview.title)
  const sent = encodeURIComponent(words)
  return (
    <section class="card">
      <div class="field">
        <label for="words">
          {t('share.words')}{' '}
          <span class="hint">
            {languageName(language, reader.language)}.{' '}
            <span data-scripted="hint" hidden>
              {t('share.change')}
            </span>
          </span>
        </label>
        <textarea id="words" rows={5} lang={language} dir={direction(language)}>
          {words}
        </textarea>
      </div>
      <ul class="ways">
        <Way start={whatsApp} sent={sent} icon="talk" name={WHATSAPP} kind="main" />
        <Way start={sms} sent={sent} icon="message" name={t('share.byText')} />
        <Way start={email} sent={sent} icon="envelope" name={t('about.channel.email')} />
        <li data-scripted="copy" hidden>
          <CopyButton t={t} of="words" what={t('share.words')} />
        </li>
        <li data-scripted="sheet" hidden>
          <button type="button" class="quiet" id="sheet">
            <Icon name="send" />
            {t('share.more')}
          </button>
        </li>
      </ul>
    </section>
  )
}

type WayProps = { start: string; sent: string; icon: IconName; name: string; kind?: 'main' | 'quiet' }

// The script sends the words as they were changed: it needs the address up to where they begin.
function Way({ start, sent, icon, name, kind = 'quiet' }: WayProps) {
  return (
    <li>
      <a class={`button ${kind}`} href={start + sent} data-way={start} rel="noreferrer">
        <Icon name={icon} />
        {name}
      </a>
    </li>
  )
}

/** The button that copies the text of a field, by the field's id; `what` names the text. The script shows it. */
export function CopyButton({ t, of, what }: { t: Reader['t']; of: string; what: Child }) {
  return (
    <>
      <button type="button" class="quiet" data-copy={of} data-copied={t('share.copied')}>
        <Icon name="copy" />
        {t('share.copy')}
        <span class="screen-reader"> {what}</span>
      </button>
      <span role="status" />
    </>
  )
}

/** The link by itself; without a script it stands there to select. */
export function ShareLink({ reader: { t }, view: { address } }: Props) {
  return (
    <section class="card">
      <h2>{t('share.link')}</h2>
      <div class="link">
        <input id="address" readonly value={address} dir="ltr" aria-label={t('share.link')} />
        <span data-scripted="copy" hidden>
          <CopyButton t={t} of="address" what={t('share.link')} />
        </span>
      </div>
      <p class="soft">{t('share.ownLink')}</p>
    </section>
  )
}

/** How the link looks where it is shared, and its code; a page for families is one request, so that its picture is optional. */
export function ShareLooks({
  reader,
  view,
  hasPicture = false,
  children,
}: PropsWithChildren<Props & { hasPicture?: boolean }>) {
  const { t, school } = reader
  const { preview, language } = view
  return (
    <>
      <section class="card">
        <h2>{t('share.preview')}</h2>
        {hasPicture && (
          <img
            class="shared"
            src={routes.sharePicture(SHARE_PICTURE_NAME)}
            width={1200}
            height={630}
            alt={t('share.picture')}
          />
        )}
        <div class="preview" lang={language} dir={direction(language)}>
          <b>{preview.title}</b>
          <p class="soft">{preview.text}</p>
          <p class="soft">
            <bdi>{school?.name}</bdi>
          </p>
        </div>
      </section>
      <ShareCode reader={reader} view={view}>
        {children}
      </ShareCode>
    </>
  )
}

/** The code of the link, to show and as a picture to download. */
function ShareCode({ reader: { t }, view, children }: PropsWithChildren<Props>) {
  const { language, address, workshop } = view
  return (
    <section class="card">
      <h2>{t('share.code')}</h2>
      <QrCode address={address} label={t('share.codeLabel')} />
      <div class="acts">
        <a class="button quiet" href={`${routes.codePicture(workshop.id)}?l=${language}`} download>
          <Icon name="download" />
          {t('share.codePicture')}
        </a>
        {children}
      </div>
    </section>
  )
}

/** The script that copies and opens the phone's share sheet. */
export function ShareScript() {
  return <script src={routes.shareScript(SHARE_SCRIPT_NAME)} defer />
}
