import type { enMail } from './en-mail.ts'

/** Spanish for what is sent by e-mail. */
export const esMail: Record<keyof typeof enMail, string> = {
  'mail.greeting': '¡Hola!',
  'mail.signIn.subject': 'Su código para Convite: {code}',
  'mail.signIn.text': 'Este es el código para entrar:',
  'mail.signIn.link': 'O abra este enlace:',
  'mail.signIn.button': 'Entrar',
  'mail.signIn.until': 'El código y el enlace funcionan por diez minutos, una sola vez.',
  'mail.invitation.subject': 'Le invitamos a planear con las familias',
  'mail.invitation.text': 'Su escuela trabaja con sus familias en Convite y quiere contar con usted.',
  'mail.invitation.link': 'Abra este enlace para entrar:',
  'mail.invitation.button': 'Entrar',
  'mail.invitation.until': 'Funciona por siete días, una sola vez.',
  'mail.notYou': 'Si no esperaba este mensaje, no haga nada. No pasa nada.',
}
