import type { Translator } from '../messages/catalogue.ts'
import { SHEET_FORMATS, type SheetFormat } from '../spreadsheet.ts'
import { Icon } from './icon.tsx'
import { Menu } from './menu.tsx'

type Props = { t: Translator; href: (format: SheetFormat) => string }

/** A menu with a link for each format in which a table can be downloaded. */
export function DownloadMenu({ label, ...links }: Props & { label: string }) {
  const summary = (
    <>
      <Icon name="download" />
      {label}
    </>
  )
  return (
    <Menu summary={summary} look="button">
      <DownloadLinks {...links} />
    </Menu>
  )
}

/** A link for each format in which a table can be downloaded. */
export function DownloadLinks({ t, href }: Props) {
  return (
    <ul>
      {SHEET_FORMATS.map((format) => (
        <li>
          <a href={href(format)} download>
            {t(`download.${format}`)}
          </a>
        </li>
      ))}
    </ul>
  )
}
