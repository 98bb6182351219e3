import { FAMILY_STYLE } from './family.ts'
import { styleHash } from './style.ts'

const TEACH = `
.stages{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:.5rem;margin-block-start:.8rem;padding:0;max-width:none;list-style:none;font-size:.72rem;line-height:1.4;color:var(--soft)}
.stages>*+*{margin:0}
.stages li{border-block-start:4px solid var(--wash);padding-block-start:.25rem}
.stages .past{border-color:var(--leaf)}
.stages [aria-current]{border-color:var(--clay);color:var(--ink);font-weight:600}
.minutes{grid-template-columns:none;grid-auto-flow:column;grid-auto-columns:minmax(0,1fr)}
.minutes label>span{min-height:44px}
.chips label>span{font-size:1rem}
.summary{padding:.7rem 1rem;border-width:1.5px}.summary>ul{padding:0;list-style:none}
.wishes>.error,.wishes>.error+*{margin-block-start:0}.wishes>.error{padding-block-start:.2rem}
footer.site{padding-block-start:.9rem}
form>.wishes{margin-block-start:1rem}
.send>button.quiet{border:0;color:var(--night);font-weight:600;padding-inline:.3rem}
.send>button:not(.quiet){font-size:1.05rem}
.facts.small{gap:.3rem;font-size:.9375em}
button.drop{padding:0;border:0;font-weight:400;text-decoration:underline}
`

const HOST = `
.head>*{margin-block:0}.head>h1+p{margin-block-start:.3rem}
.standing{display:inline-flex;align-items:center;gap:.35em;padding:.1em .6em;border-radius:99rem;background:var(--leaf-wash);color:var(--leaf);font-size:.73rem;font-weight:600}
.standing .line-icon{width:1.1em;height:1.1em}
.card.first{padding:.8rem 1rem;border-width:1.5px;box-shadow:inset 0 4px 0 -1px var(--clay)}
.card.first>*+*{margin-block-start:.2rem}
.card.first h2{font-size:1.2rem}
.card.first>.button{width:100%;gap:.5em;margin-block-start:.7rem;border:1.5px solid var(--edge);color:var(--ink);font-weight:600;background:var(--card)}
.session>*+*{margin-block-start:.5rem}
.rows{list-style:none;padding:0 1rem;max-width:none;background:var(--card);border:1px solid var(--wash);border-radius:.875rem}
.rows>li{display:flex;align-items:center;gap:.75rem;min-height:44px;padding-block:.2rem;line-height:1.3}
.rows>li+li{margin:0;border-block-start:1px solid var(--wash)}
.rows>li>span:first-of-type{flex-shrink:10}.rows>li>.soft:last-child{margin-inline-start:auto;text-align:end;font-size:.84em}
.rows>li>.state{flex:none}
h2>small{font-size:.78em;font-weight:400}
.rows.small{padding:0;border:0;font-size:.84em}
.rows .ready .line-icon{color:var(--leaf)}.rows :is(.open,.recheck) .line-icon{color:var(--honey)}
.rows>li>a{display:flex;flex:1;align-items:center;gap:.75rem;min-height:44px;color:inherit;text-decoration:none}
.rows>li>a>.line-icon{color:var(--clay)}
.rows>li>a .soft{display:-webkit-box;-webkit-box-orient:vertical;-webkit-line-clamp:2;overflow:hidden;font-size:.84em}
.stored{display:block;max-width:100%;max-height:16rem;width:auto;height:auto;border-radius:.875rem}
.session details{padding:0 1rem;border-width:1px}
`

/** The stylesheet of a parent leader's pages: that of the pages that families answer on, and what is theirs alone. */
export const LEAD_STYLE = FAMILY_STYLE + (TEACH + HOST).replaceAll('\n', '')

/** Its hash, which the browser is allowed to use. */
export const LEAD_STYLE_HASH = styleHash(LEAD_STYLE)
