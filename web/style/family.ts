import { ANSWER_ROWS, NONE_CLEARS } from './answer-rows.ts'
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
${ANSWER_ROWS}.pairs{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:8px 14px;margin-block-start:.4rem}
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
${NONE_CLEARS}.counted:has(#noneWork:checked) .send>.soft{visibility:hidden}
.progress::before{content:counter(answered)}
@media(forced-colors:active){:is(.segments,.chips) input:checked+span{outline:3px solid}}
`

/** The stylesheet of the pages that families answer on: that of all pages, and what is theirs alone. */
export const FAMILY_STYLE =
  STYLE + (MENU_STYLE + FACE + BALLOT + FAMILY_ANSWERS + FAMILY_SURVEY).replaceAll('\n', '')

/** Its hash, which the browser is allowed to use. */
export const FAMILY_STYLE_HASH = styleHash(FAMILY_STYLE)
