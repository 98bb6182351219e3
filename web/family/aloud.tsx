import type { Hono } from 'hono'
import { Icon } from '../components/icon.tsx'
import type { Translator } from '../messages/catalogue.ts'
import { familyRoutes } from '../routes.ts'
import type { WebEnv } from '../visit.ts'
import { ALOUD_SCRIPT, ALOUD_SCRIPT_NAME } from './aloud-script.ts'

/**
 * The button that reads the page to somebody: its first heading, and all that says `data-aloud`. The script shows it where
 * the machine has a voice of the page's language.
 */
export function Aloud({ t }: { t: Translator }) {
  return (
    <div>
      <button type="button" class="quiet" id="aloud" hidden>
        <Icon name="sound" />
        <span data-while="silent">{t('aloud.read')}</span>
        <span data-while="reading" hidden>
          {t('aloud.stop')}
        </span>
      </button>
      <script src={familyRoutes.aloudScript(ALOUD_SCRIPT_NAME)} defer />
    </div>
  )
}

/** Registers the script. */
export function registerAloudScript(app: Hono<WebEnv>): void {
  app.get(familyRoutes.aloudScript(ALOUD_SCRIPT_NAME), (c) =>
    c.body(ALOUD_SCRIPT, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  )
}
