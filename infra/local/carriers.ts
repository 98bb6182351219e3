import { isOpenHost } from '../../functions/open-address.ts'
import type { SmsSetting } from '../../functions/sender/sms.ts'
import type { smtpSend } from '../../functions/sender/smtp.ts'
import {
  amazonTextsOf,
  type Environment,
  mailServerOf,
  type TextGateway,
  textGatewayOf,
  WrongVariable,
} from '../../functions/variables.ts'
import type { SentChannel, Services } from '../../shared/access/context.ts'
import type { Carriers } from '../../shared/delivery/delivery.operations.ts'

/**
 * What sends messages from this process: the channels, how each of them is sent once the origin of links is known, and the
 * secret of the gateway for texts.
 */
export type LocalCarriers = {
  channels: readonly SentChannel[]
  textSecret?: string
  open(services: Services, origin: string): Carriers
}

/**
 * E-mail over the server of `SMTP_URL`, and texts over the gateway of `CONVITE_TEXT_GATEWAY` or over Amazon from
 * `CONVITE_TEXTS_FROM`, where they are set. Refuses an invalid variable, and a gateway on the open internet that does not
 * encrypt.
 */
export function localCarriers(environment: Environment): LocalCarriers {
  const url = mailServerOf(environment)
  const gateway = textGatewayOf(environment)
  if (gateway) mustEncrypt(gateway)
  const amazon = amazonTextsOf(environment)
  const from = environment.CONVITE_FROM || 'Convite <convite@localhost>'
  return {
    channels: [...(url ? ['email' as const] : []), ...(gateway || amazon ? ['sms' as const] : [])],
    ...(gateway && { textSecret: gateway.secret }),
    open: (services, origin) => ({
      ...(url && { email: mailOver({ url, from, origin }) }),
      ...(gateway && { sms: textsOver({ ...gateway, origin }, services) }),
      ...(amazon && { sms: textsOverAmazon({ ...amazon, origin }) }),
      fits: async (message) =>
        (await import('../../web/messages/text-answer-words.ts')).questionFits(message, origin),
    }),
  }
}

function mustEncrypt({ url }: TextGateway): void {
  const { protocol, hostname } = new URL(url)
  if (protocol === 'http:' && isOpenHost(hostname))
    throw new WrongVariable('CONVITE_TEXT_GATEWAY is on the open internet: it must begin with https://.')
}

// The mail library is a fifth of what a start would load, and is loaded with the first e-mail.
function mailOver(server: Parameters<typeof smtpSend>[0]): NonNullable<Carriers['email']> {
  let sending: Promise<ReturnType<typeof smtpSend>> | undefined
  return async (message) => {
    sending ??= import('../../functions/sender/smtp.ts').then(({ smtpSend }) => smtpSend(server))
    return (await sending)(message)
  }
}

function textsOver(
  gateway: TextGateway & { origin: string },
  services: Services,
): NonNullable<Carriers['sms']> {
  let sending: Promise<NonNullable<Carriers['sms']>> | undefined
  return async (message) => {
    sending ??= import('../../functions/sender/text-gateway.ts').then(({ gatewaySend }) =>
      gatewaySend(gateway, services),
    )
    return (await sending)(message)
  }
}

// Amazon's client is as large as the rest of a start, and is loaded with the first text.
function textsOverAmazon(setting: SmsSetting): NonNullable<Carriers['sms']> {
  let sending: Promise<NonNullable<Carriers['sms']>> | undefined
  return async (message) => {
    sending ??= import('../../functions/sender/sms.ts').then(({ smsSend }) => smsSend(setting))
    return (await sending)(message)
  }
}
