type Program = { shown: (html: string) => string; width: number; colorScheme?: 'dark' }

const bodyOf = (html: string) => /<body[^>]*>(.*)<\/body>/s.exec(html)?.[1] ?? ''

/** What mail programs make of an e-mail, as far as a browser can show it. */
export const MAIL_PROGRAMS: Readonly<Record<string, Program>> = {
  'apple-phone': { shown: (html) => html, width: 320 },
  'apple-dark': { shown: (html) => html, width: 800, colorScheme: 'dark' },
  // Of some accounts Gmail keeps only what is in the body, and never its dark colours.
  gmail: {
    shown: (html) =>
      `<!DOCTYPE html><html lang="en"><title>Mail</title><body style="margin:0">${bodyOf(html)}`,
    width: 360,
    colorScheme: 'dark',
  },
  // Word: no head of ours, no largest width, no round corner, a link without padding, and rules of its own.
  outlook: {
    shown: (html) =>
      html
        .replace(/<style>.*?<\/style>/s, '')
        .replace(/<a [^>]*>/g, (link) => link.replace(/(display|padding):[^;"]*;?/g, ''))
        .replace(/(max-width|border-radius|white-space|overflow-wrap):[^;"]*;?/g, '')
        .replace(/(width="560"[^>]*style=")width:100%;?/, '$1')
        .replaceAll('mso-padding-alt', 'padding'),
    width: 900,
  },
}
