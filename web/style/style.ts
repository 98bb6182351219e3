import { createHash } from 'node:crypto'
import { DARK, LIGHT } from './colours.ts'

const tokens = (colours: Record<string, string>) =>
  Object.entries(colours)
    .map(([name, value]) => `--${name}:${value}`)
    .join(';')
const TOKENS = `
:root,.light{${tokens(LIGHT)}}
@media(prefers-color-scheme:dark){:root{${tokens(DARK)}}}
.dark{${tokens(DARK)};color-scheme:dark}.light{color-scheme:light}:is(.light,.dark){background:var(--paper);color:var(--ink);padding:1rem}`

const FRAME = `
*,::before,::after{box-sizing:border-box}
html{font:112.5%/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;background:var(--paper);color:var(--ink);-webkit-text-size-adjust:100%}
body{margin:0;overflow-wrap:break-word}
[hidden]{display:none!important}
main,footer.site,header.site>a,header.site>nav{max-width:36rem;margin-inline:auto;padding-inline:1rem}
.wide main,.wide footer.site,.wide header.site>a,.wide header.site>nav{max-width:68rem}
main{padding-block:1rem 3rem;outline:0}
h1{font-size:1.6rem;line-height:1.2;margin:0;text-wrap:balance}
h2{font-size:1.2rem;line-height:1.3;margin:0}
h3{font-size:1rem;margin:0}
p,ul,ol,dl{margin:0;max-width:66ch}
ul,ol{padding-inline-start:1.3rem}
main>*+*,section>*+*,form>*+*,fieldset>*+*,details>*+*{margin-block-start:1rem}
main>*+h2,form>*+h2{margin-block-start:2rem}
a{color:var(--night);text-underline-offset:.2em}
:focus-visible{outline:3px solid var(--night);outline-offset:2px}
.skip{position:absolute;inset-inline-start:-99rem;padding:.6rem 1rem;background:var(--card)}
.skip:focus{inset-inline-start:0;z-index:1}
.site a.name{display:block;padding-block:.75rem .25rem;min-height:44px;font-weight:700;color:var(--ink);text-decoration:none}
.languages{display:flex;gap:0 .9rem;overflow-x:auto;padding-block-end:.4rem;font-size:.94rem}
.languages>*{flex:none;min-height:44px;min-width:44px;display:flex;align-items:center;justify-content:center;text-decoration:none}
.languages button{margin:0;padding:0;border:0;background:0 0;color:var(--night);font-weight:400;font-size:inherit;text-decoration:underline}
.languages [aria-current]{font-weight:700;border-block-end:3px solid var(--clay)}
.cut-paper{display:block;fill:var(--clay)}
footer.site{color:var(--soft);padding-block:1rem 2rem;font-size:.9rem}
.hint,.optional,.soft{color:var(--soft);font-weight:400}
.optional{font-size:.9rem}`

const FORMS = `
label,legend{font-weight:600}
input,select,textarea,button,.button{font:inherit;color:inherit;min-height:44px;border-radius:.5rem}
input,select,textarea{width:100%;max-width:100%;padding:.5rem .7rem;background:var(--card);border:1.5px solid var(--line)}
input.short{width:8.5rem}
input[type=number].short{width:5.5rem}
input[type=radio],input[type=checkbox]{width:1.4rem;height:1.4rem;min-height:0;margin:0;flex:none;accent-color:var(--leaf)}
.field>*+*{margin-block-start:.3rem}
.field>label{display:block}
.field:has(>.short){display:grid;grid-template-columns:minmax(0,1fr) auto;gap:.3rem 1rem;align-items:center}
.field:has(>.short)>*{margin:0}
.field>.hint,.field>.error{grid-column:1/-1}
fieldset{border:1.5px solid var(--line);border-radius:.8rem;padding:.6rem 1rem 1rem;margin-inline:0;min-width:0;background:var(--card)}
legend{float:inline-start;width:100%;padding:.2rem 0 0}
legend+*{clear:both;padding-block-start:.5rem}
legend .soft{font-size:1rem}
.choices{display:grid;gap:.4rem}
.choice{display:flex;align-items:center;gap:.6rem;min-height:48px;padding:.5rem .8rem;border:1.5px solid var(--line);border-radius:.6rem;font-weight:400;background:var(--card);cursor:pointer}
.choice:has(:checked){border-color:var(--leaf);box-shadow:inset 0 0 0 1.5px var(--leaf);font-weight:600}
button,.button{display:inline-flex;align-items:center;justify-content:center;padding:.6rem 1.3rem;border:2px solid var(--leaf);background:var(--leaf);color:var(--on);font-weight:700;text-decoration:none;cursor:pointer}
button.quiet,.button.quiet{background:0 0;color:var(--leaf)}
button.danger{border-color:var(--clay);background:0 0;color:var(--clay)}
.actions{display:flex;flex-wrap:wrap;gap:.7rem;align-items:center}
.error{color:var(--clay);font-weight:600}
.error::before{content:"! "}
[aria-invalid]{border-color:var(--clay)}
.summary{border:3px solid var(--clay);border-radius:.8rem;padding:1rem;background:var(--card)}
details{border:1.5px solid var(--line);border-radius:.8rem;padding:.3rem 1rem;background:var(--card)}
summary{min-height:44px;align-content:center;cursor:pointer;font-weight:600}
@media(min-width:34rem){.choices.inline{grid-template-columns:repeat(auto-fit,minmax(9rem,1fr))}}`

const PARTS = `
.card{background:var(--card);border:1.5px solid var(--line);border-radius:.9rem;padding:1rem}
.card.first{border-color:var(--clay);border-width:3px}
.notice{display:flex;gap:.8rem;padding:.9rem 1rem;border-radius:.8rem;background:var(--wash);border-inline-start:6px solid var(--night)}
.notice.done{border-color:var(--leaf)}
.notice.kept{position:sticky;inset-block-start:.5rem;z-index:3}
.notice.warning{border-color:var(--honey)}
.notice>div>*+*{margin-block-start:.5rem}
.sign{font-weight:700}
.facts{display:grid;gap:.6rem}
.facts dt{color:var(--soft);font-size:.9rem}
.facts dd{margin:0;font-weight:600}
.scroll{overflow-x:auto;position:relative}
table{border-collapse:collapse;width:100%}
caption{text-align:start;font-weight:700;padding-block-end:.4rem}
th,td{text-align:start;vertical-align:top;padding:.5rem .6rem;border-block-end:1px solid var(--line)}
thead th{border-block-end:2px solid var(--ink)}
.number{text-align:end;font-variant-numeric:tabular-nums}
.columns{display:grid;gap:1rem}
.items>*+*{margin-block-start:.8rem}
.steps{display:flex;flex-wrap:wrap;gap:.7rem;align-items:flex-start}.steps>details{flex:1 1 100%}
.reasons{font-size:.95rem;padding-block:.2rem .5rem;padding-inline-start:.8rem;list-style:none}
.print-only,.box{display:none}
.list{list-style:none;padding:0;max-width:none}
.list>li.kept{opacity:.6}
.list>li{padding-block:.6rem;border-block-end:1px solid var(--line)}
.bar{fill:var(--leaf)}svg text{fill:var(--ink)}
.code{font-size:1.6rem;letter-spacing:.12em;font-weight:700}
.qr{width:12rem;max-width:100%;background:#fff;padding:.5rem;print-color-adjust:exact}.qr path{fill:#000}
.screen-reader{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.sheet{background:var(--card);border:1.5px solid var(--line);padding:1.2rem;margin-block:1rem}
.sheet small{font-size:.75em}
.sheet>*+*{margin-block-start:.6rem}
.flyer{font-size:1.2em}.flyer h2{font-size:2.1em;line-height:1.15}.flyer .qr{width:14rem}.flyer h3{font-size:1.1em}.flyer ul{max-width:none}
.telephone{white-space:nowrap}
.aside{display:flex;flex-wrap:wrap;gap:1rem;align-items:center}.aside>:last-child{flex:1 1 13rem;min-width:0}
.answers{display:flex;flex-wrap:wrap;gap:.2rem 1.6rem}
.sheet .box{display:inline-block;width:1em;height:1em;border:1.5px solid;vertical-align:-.1em}
.ballot>li{padding-block:.4rem}
.line span{display:inline-block;border-block-end:1.5px solid;min-width:60%}
.sign-in :is(th,td):last-child{min-width:9rem}
.sign-in td{height:2.6em;border-inline-start:1px solid var(--line)}
.room{min-height:8cm;border:1.5px solid var(--line)}
.icon{width:1.5em;height:1.5em;fill:none;stroke:currentColor;stroke-width:1.6;stroke-linejoin:round;vertical-align:-.35em}
.offers{list-style:none;padding:0}
.tags{display:grid;gap:.4rem;grid-template-columns:repeat(auto-fill,minmax(min(8.5cm,100%),1fr))}
.tag{display:flex;flex-direction:column;justify-content:center;align-items:center;text-align:center;height:5.4cm;border:1px dashed var(--line);break-inside:avoid}
.table-cards .tag{height:auto;min-height:5.4cm;padding:.3cm}.tag ul{list-style:none;padding:0;margin:0;max-width:100%}
.tag strong{font-size:1.7rem;max-width:100%;overflow-wrap:anywhere;min-height:1.2em}
@media(min-width:48rem){.wide .columns{grid-template-columns:repeat(2,minmax(0,1fr))}}
@media(prefers-reduced-motion:no-preference){html{scroll-behavior:smooth}}
@media(forced-colors:active){.choice:has(:checked){outline:3px solid}.cut-paper{fill:CanvasText}}
svg.long-table{display:block;width:100%;max-width:44rem;height:auto;print-color-adjust:exact}
.board{fill:var(--wash);stroke:var(--line)}.seat{fill:var(--card);stroke:var(--edge);stroke-width:1.5}.seat.taken{fill:var(--clay);stroke:var(--clay)}
[dir=rtl] svg:is(.bar,.seats){transform:scaleX(-1)}
td svg.bar{min-width:5rem}.face{width:1.7em;height:1.7em;fill:none;stroke:currentColor;stroke-width:1.6;vertical-align:-.4em}svg.moves{display:block;width:100%;max-width:24rem;height:auto;print-color-adjust:exact}.moves line{stroke:var(--line);stroke-width:2}.moves .up{stroke:var(--leaf);stroke-width:3}.moves .before{fill:var(--card);stroke:var(--ink);stroke-width:1.5}.moves .now{fill:var(--leaf)}svg.bar{display:block;width:100%;max-width:44rem;height:auto;print-color-adjust:exact}
.part-1{fill:var(--leaf)}.part-2{fill:var(--night)}.part-3{fill:var(--honey)}.part-4{fill:var(--line)}.part-5{fill:var(--wash);stroke:var(--line)}
@media print{.call::details-content{content-visibility:visible;display:block}.call{break-inside:avoid}.scroll{overflow:visible}:root,.dark{--paper:#fff;--card:#fff;--ink:#000;--soft:#333;--line:#666;--wash:#fff}.skip,.languages,.side,.subs,footer.site,.cut-paper,button,.button,.no-print{display:none}.print-only{display:block}.box{display:inline-block;width:.9em;height:.9em;border:1.5px solid #000;margin-inline-end:.5em;vertical-align:-.1em}html{font-size:11pt}.card{border-radius:0;border-width:0 0 1px;padding:.35rem 0}.card>*+*,.items>*+*,main>*+*{margin-block-start:.25rem}main>*+section{margin-block-start:.7rem}h2,h3{break-after:avoid}main{max-width:none;padding:0}.card,fieldset,tr{break-inside:avoid}body:has(.sheet,.tags) header.site{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.sheet{border:0;padding:0;margin:0;break-after:page}.sheet:last-child{break-after:auto}body:has(.flyer) .cut-paper{display:block}.flyer .facts>div{display:grid;grid-template-columns:9em 1fr;gap:.5em}.ballot>li{break-inside:avoid}a{color:inherit;text-decoration:none}}`

/** The one stylesheet, inlined in each page to save a request. */
export const STYLE = (TOKENS + FRAME + FORMS + PARTS).replaceAll('\n', '')

/** The stylesheet's hash. The browser uses no style but those whose hashes the policy names. */
export const STYLE_HASH = styleHash(STYLE)

/** The hash by which a content security policy names a stylesheet. */
export function styleHash(style: string): string {
  return `sha256-${createHash('sha256').update(style).digest('base64')}`
}
