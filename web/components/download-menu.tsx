import type { Translator } from '../messages/catalogue.ts'
import { SHEET_FORMATS, type SheetFormat } from '../spreadsheet.ts'
import { Icon } from './icon.tsx'
import { Menu } from './menu.tsx'

type Props = { t: Translator; label: string; href: (format: SheetFormat) => string }

/** A menu with a link for each format in which a table can be downloaded. */
export function DownloadMenu({ t, label, href }: Props) {
  const summary = (
    <>
      <Icon name="download" />
      {label}
    </>
  )
  return (
    <Menu summary={summary} look="button">
      <ul>
        {SHEET_FORMATS.map((format) => (
          <li>
            <a href={href(format)} download>
              {t(`download.${format}`)}
            </a>
          </li>
        ))}
      </ul>
    </Menu>
  )
}
