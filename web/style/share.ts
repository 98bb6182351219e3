import { FAMILY_STYLE } from './family.ts'
import { styleHash } from './style.ts'

/** A page to share from: the words, the ways to send them, the link, its preview and its code. */
export const SHARE_STYLE = `
.ways{display:grid;grid-template-columns:repeat(auto-fit,minmax(8rem,1fr));gap:.5rem;list-style:none;padding:0;max-width:none}.ways li>*{width:100%}.ways :is(button,.button){padding-inline:.5em}.ways .screen-reader,.link .screen-reader{width:1px}:is(.ways,.link) [role=status]{display:block;font-size:.875rem;color:var(--leaf)}.ways .line-icon,.link .line-icon{width:1.15rem;height:1.15rem;margin-inline-end:.5em;color:inherit;flex:none}
.card textarea{min-height:8rem;resize:vertical}.link{display:flex;flex-wrap:wrap;gap:.5rem}.link>*+*{margin:0}.link input{flex:1 1 8rem;width:auto;min-width:0}
.shared{display:block;width:100%;height:auto;border-radius:.5rem .5rem 0 0}.shared+.preview{margin:0;border-radius:0 0 .5rem .5rem}.preview{padding:.75rem;border:1px solid var(--line);background:var(--wash);overflow-wrap:anywhere}.preview>*+*{margin-block-start:.2rem}.preview p{font-size:.875rem}.card>.qr{width:11rem;padding:0;margin-inline:auto}.card>.acts{display:flex;flex-wrap:wrap;justify-content:center;gap:.5rem}.acts>*+*{margin:0}.acts .button{padding-inline:.75em}.card:has(>.acts)>h2{text-align:center}.acts .line-icon{width:1.15rem;height:1.15rem;margin-inline-end:.5em}
.paper{list-style:none;padding:0}.paper li{display:flex;gap:.7rem;align-items:center;min-height:2.25rem}.paper li+li{border-block-start:1px solid var(--line)}.stack>*+*{margin-block-start:1.5rem}.beside .card{padding:.8rem 1rem}
@media screen and (max-width:61.99rem){.paper a{display:flex;align-items:center;min-height:2.75rem}}`

const OWN = `
.card>*+*{margin-block-start:.6rem}
.share-languages ul{display:flex;flex-wrap:wrap;gap:.4rem;list-style:none;padding:0}.share-languages a{display:flex;align-items:center;min-height:44px;padding-inline:.8em;border:1px solid var(--line);border-radius:99rem;background:var(--card);color:var(--ink);text-decoration:none}.share-languages [aria-current]{background:var(--ink);color:var(--paper);font-weight:600}`

/** The stylesheet of the host's page to share from: that of the pages that families answer on, and what only it has. */
export const HOST_SHARE_STYLE = FAMILY_STYLE + (SHARE_STYLE + OWN).replaceAll('\n', '')

/** Its hash, which the browser is allowed to use. */
export const HOST_SHARE_STYLE_HASH = styleHash(HOST_SHARE_STYLE)
