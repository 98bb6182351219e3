/** English for what is sent by e-mail. */
export const enMail = {
  'mail.greeting': 'Hello!',
  'mail.signIn.subject': 'Your code for Convite: {code}',
  'mail.signIn.text': 'Here is the code to sign in:',
  'mail.signIn.link': 'Or open this link:',
  'mail.signIn.button': 'Sign in',
  'mail.signIn.until': 'Code and link work for ten minutes, once.',
  'mail.invitation.subject': 'You are invited to plan with families',
  'mail.invitation.text':
    'Your school works with its families on Convite, and would like you to be part of it.',
  'mail.invitation.link': 'Open this link to come in:',
  'mail.invitation.button': 'Come in',
  'mail.invitation.until': 'It works for seven days, once.',
  'mail.notYou': 'If you did not expect this, you can leave it. Nothing happens.',
} as const
