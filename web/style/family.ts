import { FAMILY_ANSWERS } from './family-answers.ts'
import { FAMILY_SURVEY } from './family-survey.ts'
import { MENU_STYLE } from './menu.ts'
import { STYLE, styleHash } from './style.ts'

const FACE = `
html{scroll-padding-block:1rem 6rem}
main{padding-block:.7rem 0}
main>*+*,form>*+*{margin-block-start:.9rem}
h1{font-size:1.56rem;line-height:1.18}
h2{font-size:1.06rem;line-height:1.25}
:lang(ar) :is(h1,h2){line-height:1.3}
form>*+h2,main>*+h2{margin-block-start:1rem}
.cut-paper{height:9px}
.masthead{display:flex;align-items:center;justify-content:space-between;max-width:36rem;min-height:52px;margin-inline:auto;padding-inline:1rem}
.masthead a.name{padding-block:.6rem}
.line-icon{width:20px;height:20px;flex:none;fill:none;stroke:currentColor;stroke-width:1.75;stroke-linecap:round;stroke-linejoin:round}
.lead{margin-block-start:.5rem;color:var(--soft);font-size:.875em;line-height:1.4}
main>h1+p:not(.lead,.actions){margin-block-start:.4rem;color:var(--soft);font-size:.9em;line-height:1.4}
main>.lead+.lead{margin-block-start:.15rem}
footer.site{padding-block:.5rem .2rem;font-size:.8125em}
footer.site .exits{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;column-gap:1rem}footer.site button{min-height:44px;padding:0;border:0;background:0 0;color:var(--night);font-weight:400;text-decoration:underline}
.fold{border:0;padding:0;background:0 0}
.fold>summary{color:var(--night)}
`

const BALLOT = `
form>.time+.time{margin-block-start:6px}
.time{padding:.45rem .89rem .6rem;border:1px solid var(--wash);border-radius:.875rem}
.time>*+*{margin-block-start:.4rem}
.time>legend{padding:0}.time>legend+*{padding:0}
.time>.hours{display:flex;justify-content:space-between;align-items:baseline;gap:.3rem;max-width:none;margin:0;font-size:.79rem;line-height:1.4;font-variant-numeric:tabular-nums}
.hours>b{white-space:nowrap;font-weight:600}.hours>span{text-align:end}
:lang(ar) .time{padding-block:.35rem .5rem}:lang(ar) .time>*+*{margin-block-start:.3rem}
:lang(ar) .time>.hours{line-height:1.25}:lang(ar) .time label>span{min-height:44px}
.segments{display:grid;grid-template-columns:1fr 1.3fr 1fr;gap:6px;clear:both}
:is(.segments,.chips) label{position:relative;display:block}
:is(.segments,.chips) input{position:absolute;inset:0;width:100%;height:100%;opacity:0;cursor:pointer}
:is(.segments,.chips) label>span{display:flex;align-items:center;justify-content:center;gap:.4em;min-height:48px;padding:.2em;line-height:1.15;font-size:.89rem;font-weight:600;text-align:center;border:1.5px solid var(--edge);border-radius:.5rem;background:var(--card)}
.segments .line-icon{width:18px;height:18px}
.segments input:checked+span{background:var(--leaf);border-color:var(--leaf);color:var(--on)}
.segments .ifNeeded input:checked+span{background:var(--honey);border-color:var(--honey)}
.segments .no input:checked+span{background:var(--soft);border-color:var(--soft);color:var(--paper)}
:is(.segments,.chips) input:focus-visible+span{outline:3px solid var(--night);outline-offset:2px}
.wishes{border:0;padding:0;background:0 0}
.wishes>legend{padding:0}.wishes>legend+*{padding-block-start:.5rem}
.chips{display:flex;flex-wrap:wrap;gap:6px}
.chips label>span{min-height:44px;border-radius:99rem;padding-inline:.75em;gap:.35em;font-size:1rem;font-weight:400}
.chips input:checked+span{background:var(--leaf-wash);border-color:var(--leaf);box-shadow:inset 0 0 0 1px var(--leaf);font-weight:600}
.chips .line-icon{width:18px;height:18px}
.chips label>span>:first-child,.chips input:checked+span>:nth-child(2){display:none}
.chips input:checked+span>:first-child{display:block}
.pairs{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:8px 14px;margin-block-start:.4rem}
.pairs>.field{gap:6px}.pairs>.field>label{font-weight:400;font-size:.94rem;line-height:1.2}
.pairs>.field>input.short{width:3.2em;padding-inline:.2em;text-align:center}
.pairs>button{margin:0;padding-inline:.4em}
.detail{margin-block-start:.8rem;border:0;padding:0;background:0 0}
.detail>legend{padding:0}.detail>legend+*{padding:0}
@supports selector(:has(a)){form:not(:has([value=childcare]:checked)) .childcare,form:not(:has([value=interpreter]:checked)) .interpreter{display:none}}
.send{position:sticky;inset-block-end:0;z-index:2;display:flex;align-items:center;gap:1rem;margin-inline:-1rem;padding:.6rem 1rem max(.6rem,env(safe-area-inset-bottom));background:var(--paper);border-block-start:1px solid var(--wash)}
.send>button{flex:1;min-height:52px;margin:0}
.counted{counter-reset:answered}
.counted .time input:checked{counter-increment:answered}
.counted:has(#noneWork:checked) .segments label{pointer-events:none}
.counted:has(#noneWork:checked) .segments input{visibility:hidden}
.counted:has(#noneWork:checked) .segments input+span{background:0 0;border:1.5px dashed var(--edge);outline:0;color:var(--soft)}
.counted:has(#noneWork:checked) .segments .line-icon{display:none}
.counted:has(#noneWork:checked) .send>.soft{visibility:hidden}
.progress::before{content:counter(answered)}
@media(forced-colors:active){:is(.segments,.chips) input:checked+span{outline:3px solid}}
`

/** The stylesheet of the pages that families answer on: that of all pages, and what is theirs alone. */
export const FAMILY_STYLE =
  STYLE + (MENU_STYLE + FACE + BALLOT + FAMILY_ANSWERS + FAMILY_SURVEY).replaceAll('\n', '')

/** Its hash, which the browser is allowed to use. */
export const FAMILY_STYLE_HASH = styleHash(FAMILY_STYLE)
